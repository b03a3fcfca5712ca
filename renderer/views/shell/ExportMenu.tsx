import { Button, Menu } from '@mantine/core'
import { ChevronDown, Download } from 'lucide-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { stageOf } from '../../../shared/analysis/cleanup/stages.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { PlanFormat } from '../../../shared/ipc/plan.ts'
import { REPORT_FORMATS, type ReportFormat } from '../../../shared/ipc/report-format.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { notify } from '../../components/notify.tsx'
import { showName } from '../../format/path.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { selectScanActions } from '../../stores/scan-state.ts'
import { useChosenSteps } from '../plan/usePlanChoice.ts'
import { useLoadedPlan, usePlanSteps } from '../plan/usePlanSteps.ts'
import { usePlanText } from '../plan/usePlanText.ts'

/** The page's keys and the native menu open it by this. An id would be replaced by the menu's own. */
export const exportButton = '[data-export]'

export function ExportMenu() {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  const isReady = view !== undefined
  const { save } = useScan(selectScanActions)
  const hasTicks = useView(({ ticked }) => ticked.size > 0)
  useLoadedPlan(hasTicks)
  const steps = usePlanSteps()
  const chosen = useChosenSteps(steps)
  const plan = usePlanText(chosen.length === 0 ? 'all' : chosen, steps.length)
  const run = async (format: ReportFormat) => {
    // The same file as the plan's own bar gives: of the chosen steps, where some are.
    if (isPlan(format)) return plan.save(format)
    const outcome = await save(format)
    if (outcome.kind === 'failed') notify.failure(outcome.failure, (t) => t('export.failed'))
    if (outcome.kind !== 'saved') return
    const where = { size: formatSize(outcome.bytes), path: showName(outcome.path) }
    notify.info(
      (t) => t('export.savedTo', where),
      (t) => t('export.saved'),
    )
  }
  const missing = (format: ReportFormat) => {
    if (view === undefined) return undefined
    if (hasContent(view, format)) {
      // Until the steps have come nobody knows which of them are chosen.
      return isPlan(format) && hasTicks && steps.length === 0 ? t('export.notYet') : undefined
    }
    return t(isPlan(format) ? 'export.noPlan' : 'export.empty')
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
            {format === 'plan-markdown' && chosen.length > 0 && (
              <Menu.Label>
                {t('plan.bar.chosen', {
                  steps: t('plan.steps', { count: chosen.length }),
                  all: steps.length,
                })}
              </Menu.Label>
            )}
            <Entry
              name={t(`export.${format}`)}
              missing={missing(format)}
              onClick={() => void run(format)}
            />
          </Fragment>
        ))}
        <Menu.Divider />
        <Menu.Label fw={400}>{t('export.hint')}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}

function isPlan(format: ReportFormat): format is PlanFormat {
  return format === 'plan-markdown' || format === 'plan-script'
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
