import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { accessCommands } from '../../../../shared/findings/command-makers.ts'
import { openedPaths } from '../../../../shared/ipc/places.ts'
import { useCopyText } from '../../../components/useCopyText.ts'
import { useRunnable } from '../../../components/useRunnable.ts'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import classes from './TableFrame.module.css'

/** What lets one's own user read what was opened: to read and to copy, the window runs nothing. */
export function AccessCommands() {
  const { t } = useTranslation()
  const place = useScan(({ place }) => place)
  const copy = useCopyText()
  const runnable = useRunnable()
  if (place === undefined) return undefined
  const lines = accessCommands(openedPaths(place))
  return (
    <>
      <pre className={`selectable ${classes['access']}`}>{lines.map(showName).join('\n')}</pre>
      <Button
        variant="default"
        leftSection={<Copy size={13} aria-hidden />}
        onClick={() => void copy(lines.map(runnable).join('\n'))}
      >
        {t('plan.overview.copyAll')}
      </Button>
    </>
  )
}
