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

type Tables = Pick<NodeView, 'bases' | 'images'>

/** Each map is made when something is looked up in it: most rows that come are not. */
export function createNodeIndex(rows: readonly InstanceRow[], view: Tables | undefined): NodeIndex {
  const instances = once(() => byId(rows))
  const bases = once(() => byId(view?.bases ?? []))
  const images = once(() => byId(view?.images ?? []))
  return {
    get instances() {
      return instances()
    },
    get bases() {
      return bases()
    },
    get images() {
      return images()
    },
  }
}

const kept = new WeakMap<readonly InstanceRow[], { view: Tables | undefined; index: NodeIndex }>()

/** The same index for all views that ask for one of these rows. */
export function nodeIndexOf(rows: readonly InstanceRow[], view: Tables | undefined): NodeIndex {
  const known = kept.get(rows)
  if (known !== undefined && known.view === view) return known.index
  const index = createNodeIndex(rows, view)
  kept.set(rows, { view, index })
  return index
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
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
