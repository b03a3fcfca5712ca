import type { PlanFormat, PlanSteps } from '../../../shared/ipc/plan.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { notify } from '../../components/notify.tsx'
import { showName } from '../../format/path.ts'
import { useApi, useScan } from '../../stores/context.tsx'
import type { PlannedStep } from './plan-table.ts'

/** Copies or saves the plan of these steps; `all` is how many there are. */
export function usePlanText(chosen: readonly PlannedStep[] | 'all', all: number) {
  const api = useApi()
  const scanId = useScan(({ scanId }) => scanId)
  const steps = (): PlanSteps => (chosen === 'all' ? 'all' : chosen.map(({ row }) => row.at))
  const count = chosen === 'all' ? all : chosen.length
  const copy = async (format: PlanFormat) => {
    if (scanId === undefined) return
    const answer = await api.request('plan:copy', scanId, format, steps())
    if (!answer.ok) notify.failure(answer.failure)
    else notify.done((t) => t('plan.bar.copied', { steps: t('plan.steps', { count }) }))
  }
  const save = async (format: PlanFormat) => {
    if (scanId === undefined) return
    const answer = await api.request('plan:save', scanId, format, steps())
    if (!answer.ok) notify.failure(answer.failure, (t) => t('export.failed'))
    else if (answer.value !== undefined) {
      const where = { size: formatSize(answer.value.bytes), path: showName(answer.value.path) }
      notify.info(
        (t) => t('export.savedTo', where),
        (t) => t('export.planSaved'),
      )
    }
  }
  return {
    copy: (format: PlanFormat) => void copy(format),
    save: (format: PlanFormat) => void save(format),
  }
}
