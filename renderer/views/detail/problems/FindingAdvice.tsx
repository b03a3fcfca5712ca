import { ActionIcon, Tooltip } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FindingCode } from '../../../../shared/findings/codes.ts'
import { findingRegistry } from '../../../../shared/findings/registry.ts'
import { NoProgram } from '../../../components/NoProgram.tsx'
import { useCopyText } from '../../../components/useCopyText.ts'
import { useRunnable } from '../../../components/useRunnable.ts'
import classes from './FindingAdvice.module.css'

interface FindingAdviceProps {
  readonly code: FindingCode
  /** What to do, one after the other; what is to be done about the code where nothing more is known. */
  readonly steps?: readonly string[]
  /** To read and to copy; the window runs none of them. */
  readonly commands: readonly string[]
}

/** What to do about a finding, commands that help, and where it is written about. */
export function FindingAdvice({ code, steps = [], commands }: FindingAdviceProps) {
  const { t } = useTranslation()
  const { references } = findingRegistry[code]
  return (
    <div className={classes['advice']}>
      {steps.length > 1 ? (
        <ol className={classes['steps']}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      ) : (
        <p>{steps[0] ?? t(`findings.code.${code}.advice`)}</p>
      )}
      {commands.length > 0 && (
        <ul className={classes['commands']} aria-label={t('problems.commands')}>
          {commands.map((command) => (
            <li key={command}>
              <Command command={command} />
            </li>
          ))}
        </ul>
      )}
      <NoProgram commands={commands} />
      {references.length > 0 && (
        <dl className={classes['references']}>
          <dt>{t('problems.references')}</dt>
          {references.map(({ id, url }) => (
            <dd key={id} className="selectable" title={url}>
              {id}
            </dd>
          ))}
        </dl>
      )}
    </div>
  )
}

/** One of them, to read and to copy. */
export function Command({ command }: { readonly command: string }) {
  const { t } = useTranslation()
  const text = useRunnable()(command)
  const copy = useCopyText()
  return (
    <>
      <code className="selectable">{text}</code>
      <Tooltip label={t('problems.copyCommand')}>
        <ActionIcon
          size="sm"
          aria-label={t('problems.copyThis', { command: text })}
          onClick={() => void copy(text)}
        >
          <Copy size={13} />
        </ActionIcon>
      </Tooltip>
    </>
  )
}
