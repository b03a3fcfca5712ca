import { Button } from '@mantine/core'
import { Copy } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { readCommand } from '../../../../shared/findings/command-makers.ts'
import { openedPaths } from '../../../../shared/ipc/places.ts'
import { useCopyText } from '../../../components/useCopyText.ts'
import { showName } from '../../../format/path.ts'
import { useScan } from '../../../stores/context.tsx'
import classes from './TableFrame.module.css'

/**
 * What lets one's own user read what was opened: to read and to copy, the window runs nothing. Of the folder alone:
 * in nova's home lies its SSH key, which ssh refuses once anybody else may read it.
 */
export function AccessCommand() {
  const { t } = useTranslation()
  const place = useScan(({ place }) => place)
  const copy = useCopyText()
  const command = place && readCommand(openedPaths(place))
  if (command === undefined) return undefined
  return (
    <>
      <p>{t('grid.accessText')}</p>
      <pre className={`selectable ${classes['access']}`}>{showName(command)}</pre>
      <Button
        variant="default"
        leftSection={<Copy size={13} aria-hidden />}
        onClick={() => void copy(command)}
      >
        {t('problems.copyCommand')}
      </Button>
    </>
  )
}
