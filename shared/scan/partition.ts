import type { FileTree, TreePath } from '../files/tree.ts'
import { PlaceFinder } from './find.ts'
import { looksLikeInstances } from './instances-place.ts'
import { DEFAULT_INSTANCES_PATH } from './known-instances.ts'

/** Where a host mounts a file system of its own that has Nova's folder: a partition of a dead host is opened alone. */
const PARTITIONS = ['var', 'var/lib'] as const

export type Partition = (typeof PARTITIONS)[number]

/** Which of them a tree is, by the instances that it has where that would have them; no root, which has /etc or /var. */
export function partitionOf(finder: PlaceFinder): Partition | undefined {
  const isRoot = ['etc', 'var'].some((path) => finder.linkedType(path) === 'directory')
  if (isRoot) return undefined
  return PARTITIONS.find((above) => {
    const path = DEFAULT_INSTANCES_PATH.slice(above.length + 2)
    return finder.linkedType(path) === 'directory' && looksLikeInstances(finder, path)
  })
}

/** Looks in a partition for places by the names that they have below the host's root. */
export class PartitionFinder extends PlaceFinder {
  readonly #above: string

  constructor(tree: FileTree, above: Partition) {
    super(tree)
    this.#above = `${above}/`
  }

  override directory(path: TreePath): TreePath | undefined {
    const here = this.#here(path)
    return here === undefined ? undefined : super.directory(here)
  }

  override file(path: TreePath): TreePath | undefined {
    const here = this.#here(path)
    return here === undefined ? undefined : super.file(here)
  }

  override shutAbove(path: TreePath): TreePath | undefined {
    const here = this.#here(path)
    return here === undefined ? undefined : super.shutAbove(here)
  }

  override mayHide(path: TreePath): boolean {
    const here = this.#here(path)
    return here !== undefined && super.mayHide(here)
  }

  /** What was found before is asked for by where it is here. /run is a file system of its own, to which a symlink leads. */
  #here(path: TreePath): TreePath | undefined {
    const here = path.startsWith(this.#above) ? path.slice(this.#above.length) : path
    return here.startsWith('run/') ? undefined : here
  }
}
