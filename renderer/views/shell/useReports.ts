import { useTranslation } from 'react-i18next'
import { stageOf } from '../../../shared/analysis/cleanup/stages.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { PlanFormat } from '../../../shared/ipc/plan.ts'
import type { ReportFormat } from '../../../shared/ipc/report-format.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { notify } from '../../components/notify.tsx'
import { showName } from '../../format/path.ts'
import { useScan, useView } from '../../stores/context.tsx'
import { selectScanActions } from '../../stores/scan-state.ts'
import { useChosenSteps } from '../plan/usePlanChoice.ts'
import { useLoadedPlan, usePlanSteps } from '../plan/usePlanSteps.ts'
import { usePlanText } from '../plan/usePlanText.ts'

/** Saving each report, why one has nothing to save, and of how many steps the plan is. */
export function useReports() {
  const hasTicks = useView(({ ticked }) => ticked.size > 0)
  useLoadedPlan(hasTicks)
  const steps = usePlanSteps()
  const chosen = useChosenSteps(steps)
  const plan = usePlanText(chosen.length === 0 ? 'all' : chosen, steps.length)
  const saveReport = useSave()
  return {
    chosen: chosen.length,
    all: steps.length,
    // The same file as the plan's own bar gives: of the chosen steps, where some are.
    save(format: ReportFormat): void {
      if (isPlan(format)) plan.save(format)
      else void saveReport(format)
    },
    // Until the steps have come nobody knows which of them are chosen.
    missing: useMissing(hasTicks && steps.length === 0),
  }
}

function useSave() {
  const { save } = useScan(selectScanActions)
  return async (format: Exclude<ReportFormat, PlanFormat>) => {
    const outcome = await save(format)
    if (outcome.kind === 'failed') notify.failure(outcome.failure, (t) => t('export.failed'))
    if (outcome.kind !== 'saved') return
    const where = { size: formatSize(outcome.bytes), path: showName(outcome.path) }
    notify.info(
      (t) => t('export.savedTo', where),
      (t) => t('export.saved'),
    )
  }
}

function useMissing(isPlanOpen: boolean) {
  const { t } = useTranslation()
  const view = useScan(({ view }) => view)
  return (format: ReportFormat): string | undefined => {
    if (view === undefined) return undefined
    if (!hasContent(view, format)) return t(isPlan(format) ? 'export.noPlan' : 'export.empty')
    return isPlan(format) && isPlanOpen ? t('export.notYet') : undefined
  }
}

function isPlan(format: ReportFormat): format is PlanFormat {
  return format === 'plan-markdown' || format === 'plan-script'
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
