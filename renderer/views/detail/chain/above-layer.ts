import type { DiskCell, InstanceRow } from '../../../../shared/analysis/rows/rows.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { diskAt, type NodeIndex } from '../../node/node-index.ts'

/** What stands on a layer of an instance's disk. */
export interface AboveLayer {
  /** The file directly on it. */
  readonly next: DiskCell
  /** The one that its domain names, which the guest writes. */
  readonly top: DiskCell
}

/** Undefined for what is no layer: for a disk that a domain names, say. */
export function aboveLayer(path: TreePath, index: NodeIndex): AboveLayer | undefined {
  const owned = diskAt(path, index)
  if (owned === undefined || !owned.row.layers?.includes(owned.disk)) return undefined
  const [next, ...more] = filesAbove(owned.row, owned.disk)
  return next && { next, top: more.at(-1) ?? next }
}

/** From the nearest up; headers may name one another in a circle. */
function filesAbove({ disks, layers = [] }: InstanceRow, below: DiskCell): readonly DiskCell[] {
  const found = new Set([below])
  for (const { path } of found) {
    const on = [...disks, ...layers].find(({ backing }) => backing?.path === path)
    if (on !== undefined) found.add(on)
  }
  return [...found].slice(1)
}
