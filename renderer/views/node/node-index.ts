import type { BaseRow, ImageRow, InstanceRow, NodeView } from '../../../shared/analysis/model.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import { parentPath } from '../../format/path.ts'
import type { Selection } from '../../stores/view.ts'

/** Rows by path: what the views look things up in. */
export interface NodeIndex {
  readonly instances: ReadonlyMap<TreePath, InstanceRow>
  readonly bases: ReadonlyMap<TreePath, BaseRow>
  readonly images: ReadonlyMap<TreePath, ImageRow>
}

export function createNodeIndex(
  rows: readonly InstanceRow[],
  view: Pick<NodeView, 'bases' | 'images'> | undefined,
): NodeIndex {
  return {
    instances: byId(rows),
    bases: byId(view?.bases ?? []),
    images: byId(view?.images ?? []),
  }
}

function byId<R extends { readonly id: TreePath }>(rows: readonly R[]): ReadonlyMap<TreePath, R> {
  return new Map(rows.map((row) => [row.id, row]))
}

/** What the detail pane should show for a path that a problem or a chain names. */
export function selectionFor(path: TreePath, index: NodeIndex): Selection {
  if (index.instances.has(path)) return { kind: 'instance', path }
  if (index.bases.has(path) || index.images.has(path)) return { kind: 'image', path }
  const instance = instanceOf(path, index)
  if (instance === undefined) return { kind: 'path', path }
  const isDisk = instance.disks.some((disk) => disk.path === path)
  return isDisk ? { kind: 'image', path } : { kind: 'file', path, instance: instance.id }
}

/** The instance that a file belongs to, by the folder that it lies in, at whatever depth. */
export function instanceOf(path: TreePath, index: NodeIndex): InstanceRow | undefined {
  for (let at = path; at !== ''; ) {
    at = parentPath(at)
    const instance = index.instances.get(at)
    if (instance !== undefined) return instance
  }
  return undefined
}
