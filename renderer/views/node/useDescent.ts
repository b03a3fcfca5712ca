import { createDescents, type Descent, type DescentOf } from '../../../shared/analysis/descent.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import { useScan } from '../../stores/context.tsx'
import { instanceOf } from './node-index.ts'
import { useNodeIndex } from './useNodeIndex.ts'

const kept = new WeakMap<NodeView, DescentOf>()

/** Where an instance's disk comes from; only known when the whole node is. */
export function useDescent(path: TreePath): Descent | undefined {
  const view = useScan(({ view }) => view)
  const index = useNodeIndex()
  const row = instanceOf(path, index)
  const disk = row?.disks.find((one) => one.path === path)
  if (view === undefined || row === undefined || disk === undefined) return undefined
  return descentsOf(view)(row, disk)
}

function descentsOf(view: NodeView): DescentOf {
  const known = kept.get(view)
  if (known !== undefined) return known
  const made = createDescents(view)
  kept.set(view, made)
  return made
}
