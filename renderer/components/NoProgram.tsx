import { useTranslation } from 'react-i18next'
import { useSettings } from '../stores/context.tsx'
import { isOurs } from './useRunnable.ts'

interface NoProgramProps {
  readonly commands: readonly string[]
  readonly className?: string | undefined
}

/** Below commands of which some are the command line's, where this machine has nothing that runs them. */
export function NoProgram({ commands, className }: NoProgramProps) {
  const { t } = useTranslation()
  const hasProgram = useSettings(({ commandLine }) => commandLine !== undefined)
  if (hasProgram || !commands.some(isOurs)) return undefined
  return <p className={className}>{t('problems.noProgram')}</p>
}
