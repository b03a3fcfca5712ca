import { lookAt } from '../../../../electron/cli/input/inputs.ts'
import { scanPlanned } from '../../../../electron/cli/scan/scan-input.ts'
import { liveTree } from '../../../../electron/files/live-tree.ts'
import { folderOf, planTogether, tryPlan } from '../../../../electron/files/opened-paths.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import type { ReportSource } from '../../../../shared/report/json/json.ts'

/** What a scan of the paths shows, each of which is opened once. */
export async function scanTogether(paths: readonly string[]): Promise<NodeView> {
  return (await sourceTogether(paths)).view
}

/** The same with what takes space, of which deletions are asked. */
export async function sourceTogether(paths: readonly string[]): Promise<ReportSource> {
  const distinct = new Map(paths.map(lookAt).map((input) => [input.real, input]))
  const inputs = [...distinct.values()]
  const { plan, notOpened } = planTogether(
    inputs,
    inputs.map((input) => tryPlan(input, liveTree)),
  )
  if (plan === undefined) throw new Error('nothing of it can be opened')
  const folders = inputs.map(folderOf)
  const hearing = <T>(work: () => Promise<T>) => work()
  const options = { folders, notOpened, onEntry: () => undefined, cancelled: () => false }
  return scanPlanned(plan, { ...options, hearing })
}
