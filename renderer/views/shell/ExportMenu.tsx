import { Button, Menu } from '@mantine/core'
import { ChevronDown, Download } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { REPORT_FORMATS, type ReportFormat } from '../../../shared/ipc/contract.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { useNotify } from '../../components/notify.ts'
import { showName } from '../../format/path.ts'
import { useScan } from '../../stores/context.tsx'
import { selectScanActions } from '../../stores/scan.ts'

/** The page's keys and the native menu open it by this. An id would be replaced by the menu's own. */
export const exportButton = '[data-export]'

export function ExportMenu() {
  const { t } = useTranslation()
  const isReady = useScan(({ view }) => view !== undefined)
  const { save } = useScan(selectScanActions)
  const notify = useNotify()
  const run = async (format: ReportFormat) => {
    const outcome = await save(format)
    if (outcome.kind === 'failed') notify.failure(outcome.failure, t('export.failed'))
    if (outcome.kind !== 'saved') return
    const where = { size: formatSize(outcome.bytes), path: showName(outcome.path) }
    notify.info(t('export.savedTo', where), t('export.saved'))
  }
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button
          data-export=""
          variant="default"
          leftSection={<Download size={14} />}
          rightSection={<ChevronDown size={13} />}
          disabled={!isReady}
          title={isReady ? undefined : t('export.notYet')}
        >
          {t('bar.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {REPORT_FORMATS.map((format) => (
          <Fragment key={format}>
            {format === 'plan-markdown' && <Menu.Divider />}
            <Menu.Item onClick={() => void run(format)}>{t(`export.${format}`)}</Menu.Item>
          </Fragment>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('export.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}
