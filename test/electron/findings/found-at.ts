import { scanPlanned } from '../../../electron/cli/scan/scan-input.ts'
import { liveTree } from '../../../electron/files/live-tree.ts'
import { folderOf, planTogether, tryPlan } from '../../../electron/files/opened-paths.ts'
import { noted } from '../../helpers/trees/spoiled-node.ts'

/** What a scan finds that looks on the disk for what it did not come by. */
export async function foundAt(real: string, kind: 'folder' | 'image' = 'folder', root?: string) {
  const opened = [{ real, kind }] as const
  const { plan } = planTogether(
    opened,
    opened.map((one) => tryPlan(one, liveTree)),
  )
  if (plan === undefined) throw new Error('it could not be opened')
  const hearing = <T>(work: () => Promise<T>) => work()
  const rest = { hearing, notOpened: [], onEntry: () => undefined, cancelled: () => false }
  const given = root === undefined ? {} : { givenRoot: root }
  const { view } = await scanPlanned(plan, { folders: opened.map(folderOf), ...given, ...rest })
  return noted(view).findings
}
