import type { NodeView } from '../../../shared/analysis/model.ts'
import type {
  BaseRow,
  DiskCell,
  ImageRow,
  InstanceRow,
} from '../../../shared/analysis/rows/rows.ts'
import { parentPath } from '../../../shared/files/paths.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import type { PathSelection } from '../../stores/view-state.ts'

/** Rows by path: what the views look things up in. */
export interface NodeIndex {
  readonly instances: ReadonlyMap<TreePath, InstanceRow>
  readonly bases: ReadonlyMap<TreePath, BaseRow>
  readonly images: ReadonlyMap<TreePath, ImageRow>
  /** What is neither of an instance, nor a base, nor an image. */
  readonly others: ReadonlySet<TreePath>
  /** Disks that symlinks lead to, by where they lie: of several instances, the first one's. */
  readonly linked: ReadonlyMap<TreePath, OwnedDisk>
}

/** A disk with the instance that it is of. */
export interface OwnedDisk {
  readonly row: InstanceRow
  readonly disk: DiskCell
}

type Tables = Pick<NodeView, 'bases' | 'images' | 'others'>

/** Each map is made when something is looked up in it: most rows that come are not. */
export function createNodeIndex(rows: readonly InstanceRow[], view: Tables | undefined): NodeIndex {
  const instances = once(() => byId(rows))
  const bases = once(() => byId(view?.bases ?? []))
  const images = once(() => byId(view?.images ?? []))
  const others = once(() => new Set(view?.others.listed.map(({ path }) => path)))
  const linked = once(() => linkedDisks(rows))
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
    get others() {
      return others()
    },
    get linked() {
      return linked()
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

function linkedDisks(rows: readonly InstanceRow[]): ReadonlyMap<TreePath, OwnedDisk> {
  const found = new Map<TreePath, OwnedDisk>()
  for (const row of rows) {
    for (const disk of row.disks) {
      if (disk.linkedAt === undefined || found.has(disk.path)) continue
      found.set(disk.path, { row, disk })
    }
  }
  return found
}

/** The disk at a path: the one of the folder that it lies in, before one that a symlink makes of it. */
export function diskAt(path: TreePath, index: NodeIndex): OwnedDisk | undefined {
  const row = instanceOf(path, index)
  const isIt = (one: DiskCell) => one.path === path
  const disk = row?.disks.find(isIt) ?? row?.layers?.find(isIt)
  return row && disk ? { row, disk } : index.linked.get(path)
}

/**
 * What an image is opened by: a disk that a symlink leads to by the symlink, as qemu opens it. Relative
 * names count from there.
 */
export function namedPath(path: TreePath, index: NodeIndex): TreePath {
  return diskAt(path, index)?.disk.linkedAt ?? path
}

/** What the detail pane should show for a path that a problem or a chain names. */
export function selectionFor(path: TreePath, index: NodeIndex): PathSelection {
  if (index.instances.has(path)) return { kind: 'instance', path }
  if (index.bases.has(path) || index.images.has(path)) return { kind: 'image', path }
  if (diskAt(path, index) !== undefined) return { kind: 'image', path }
  const instance = instanceOf(path, index)
  return instance === undefined
    ? { kind: 'path', path }
    : { kind: 'file', path, instance: instance.id }
}

/** The instance whose folder a path is, or lies in. */
export function ownerAt(path: TreePath, index: NodeIndex): InstanceRow | undefined {
  return index.instances.get(path) ?? instanceOf(path, index)
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
