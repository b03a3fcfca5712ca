import type { NodeView } from '../../../shared/analysis/model.ts'
import { createDescents, type DescentOf } from '../../../shared/analysis/rows/descent.ts'
import type { Descent } from '../../../shared/analysis/rows/descent-model.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import { useScan } from '../../stores/context.tsx'
import { diskAt } from './node-index.ts'
import { useNodeIndex } from './useNodeIndex.ts'

const kept = new WeakMap<NodeView, DescentOf>()

/** Where an instance's disk comes from; only known when the whole node is. */
export function useDescent(path: TreePath): Descent | undefined {
  const view = useScan(({ view }) => view)
  const index = useNodeIndex()
  const owned = diskAt(path, index)
  if (view === undefined || owned === undefined) return undefined
  return descentsOf(view)(owned.row, owned.disk)
}

function descentsOf(view: NodeView): DescentOf {
  const known = kept.get(view)
  if (known !== undefined) return known
  const made = createDescents(view)
  kept.set(view, made)
  return made
}
