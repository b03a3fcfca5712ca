import { isWithin } from '../files/paths.ts'
import type { FileTree, TreePath } from '../files/tree.ts'
import { PlaceFinder } from './find.ts'
import { looksLikeInstances } from './instances-place.ts'
import { DEFAULT_INSTANCES_PATH, KNOWN_INSTANCES_PATHS, SNAPS } from './known-instances.ts'

/**
 * Where a host mounts a file system of its own that has Nova's folder: a partition of a dead host is opened alone. A snap
 * has there all that it writes, its configuration with it.
 */
const PARTITIONS = ['var', 'var/lib', ...SNAPS] as const

export type Partition = (typeof PARTITIONS)[number]

/** Which of them a tree is, by the instances that it has where that would have them; no root, which has /etc or /var. */
export function partitionOf(finder: PlaceFinder): Partition | undefined {
  const isThere = (path: TreePath) => finder.linkedType(path) === 'directory'
  if (isThere('var')) return undefined
  return PARTITIONS.find((above) => {
    if (!isSnap(above) && isThere('etc')) return false
    const path = instancesIn(above).slice(above.length + 1)
    return isThere(path) && looksLikeInstances(finder, path)
  })
}

function instancesIn(above: Partition): TreePath {
  const ofSnap = KNOWN_INSTANCES_PATHS.find(({ path }) => isSnap(above) && isWithin(path, above))
  return ofSnap?.path ?? DEFAULT_INSTANCES_PATH.slice(1)
}

function isSnap(above: Partition): boolean {
  return SNAPS.some((snap) => snap === above)
}

/** Looks in a partition for places by the names that they have below the host's root. */
export class PartitionFinder extends PlaceFinder {
  readonly #above: string
  readonly #isSnap: boolean

  constructor(tree: FileTree, above: Partition) {
    super(tree)
    this.#above = `${above}/`
    this.#isSnap = isSnap(above)
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

  /** What was found before is asked for by where it is here. /run of a host is a file system of its own, to which a symlink leads; a snap has its own. */
  #here(path: TreePath): TreePath | undefined {
    const here = path.startsWith(this.#above) ? path.slice(this.#above.length) : path
    return here.startsWith('run/') && !this.#isSnap ? undefined : here
  }
}
