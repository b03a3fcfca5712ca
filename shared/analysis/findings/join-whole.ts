import type { TreePath } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { order } from '../../values/order.ts'
import type { BaseRow, InstanceRow } from '../rows/rows.ts'
import { repeatedInstances } from './repeated-instances.ts'
import { withShared } from './shared-disks.ts'

/** The rows with what only the whole node shows of them, and all of that. */
export interface WholeResult {
  readonly rows: readonly InstanceRow[]
  readonly bases: readonly BaseRow[]
  readonly found: readonly Finding[]
}

/** Of several nodes: their rows in the order of one, and what is said of a file system once. */
export function joinWhole(
  all: readonly WholeResult[],
  inodeOf: (folder: TreePath) => string | undefined,
): WholeResult {
  const [only] = all
  if (all.length === 1 && only !== undefined) return only
  const mounts = new Set<string>()
  const rows = all.flatMap((one) => one.rows).sort((a, b) => order(a.id, b.id))
  const repeated = repeatedInstances(rows, inodeOf)
  const found = all.flatMap((one) => one.found).filter((one) => isFirstOfMount(one, mounts))
  return {
    rows: withShared(rows, repeated),
    bases: all.flatMap(({ bases }) => bases).sort((a, b) => order(a.id, b.id)),
    found: [...found, ...repeated],
  }
}

function isFirstOfMount({ code, evidence }: Finding, mounts: Set<string>): boolean {
  const mount = evidence['mountPoint']
  if (code !== 'file-system-nearly-full' || typeof mount !== 'string') return true
  if (mounts.has(mount)) return false
  mounts.add(mount)
  return true
}
