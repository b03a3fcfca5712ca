import { Button, Menu } from '@mantine/core'
import { ChevronDown, Download } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { stageOf } from '../../../shared/analysis/cleanup/stages.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { REPORT_FORMATS, type ReportFormat } from '../../../shared/ipc/report-format.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { notify } from '../../components/notify.tsx'
import { showName } from '../../format/path.ts'
import { useScan } from '../../stores/context.tsx'
import { selectScanActions } from '../../stores/scan.ts'

/** The page's keys and the native menu open it by this. An id would be replaced by the menu's own. */
export const exportButton = '[data-export]'

export function ExportMenu() {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const isReady = view !== undefined
  const { save } = useScan(selectScanActions)
  const run = async (format: ReportFormat) => {
    const outcome = await save(format)
    if (outcome.kind === 'failed') notify.failure(outcome.failure, (t) => t('export.failed'))
    if (outcome.kind !== 'saved') return
    const where = { size: formatSize(outcome.bytes), path: showName(outcome.path) }
    notify.info(
      (t) => t('export.savedTo', where),
      (t) => t(format.startsWith('plan-') ? 'export.planSaved' : 'export.saved'),
    )
  }
  const missing = (format: ReportFormat) => {
    if (view === undefined || hasContent(view, format)) return undefined
    return t(format.startsWith('plan-') ? 'export.noPlan' : 'export.empty')
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
            <Entry
              name={t(`export.${format}`)}
              missing={missing(format)}
              onClick={() => void run(format)}
            />
          </Fragment>
        ))}
        <Menu.Divider />
        <Menu.Label>{t('export.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}

interface EntryProps {
  readonly name: string
  /** Why there is nothing to save. */
  readonly missing: string | undefined
  readonly onClick: () => void
}

/** An entry that is off takes no pointer: what is around it has the reason. */
function Entry({ name, missing, onClick }: EntryProps) {
  return (
    <div role="none" title={missing}>
      <Menu.Item disabled={missing !== undefined} onClick={onClick}>
        {name}
      </Menu.Item>
    </div>
  )
}

/** Whether the report is more than a header, and the plan more than its title. */
function hasContent(
  { instances, bases, images, findings }: NodeView,
  format: ReportFormat,
): boolean {
  switch (format) {
    case 'csv-instances':
      return instances.length > 0
    case 'csv-disks':
      return instances.some(({ disks }) => disks.length > 0)
    case 'csv-bases':
      return bases.length > 0
    case 'csv-images':
      return images.length > 0
    case 'csv-findings':
      return findings.length > 0
    case 'plan-markdown':
    case 'plan-script':
      return findings.some((finding) => stageOf(finding) !== undefined)
    default:
      return true
  }
}
