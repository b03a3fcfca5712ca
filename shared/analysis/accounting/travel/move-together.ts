import { pathAndAbove } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import { sum } from '../../sizes/sum.ts'
import type { SpaceForest } from '../forest/forest.ts'
import { copiedBytes } from './copied.ts'
import type { NeededFile } from './needed-files.ts'
import type { Travel } from './travel.ts'
import { togetherDoubt } from './travel-doubt.ts'

/** What must be copied to move several instances: what they share, a base above all, once. Bytes. */
export interface MoveTogether {
  readonly instances: number
  readonly together: number
  /** All but the files of image caches: what is copied where their bases are already there. */
  readonly basesThere: number
  /** Instances of which not all is known that they need: the sums are at least so much. */
  readonly unknown: number
}

/** `travel` is undefined for what was not scanned. */
export interface Moved {
  readonly row: InstanceRow
  readonly travel: Travel | undefined
}

export function moveTogether(all: readonly Moved[], forest: SpaceForest): MoveTogether {
  const folders = new Set(all.map(({ row }) => row.id))
  const { held, repeated } = heldBy(folders, forest)
  const needed = [...neededOnce(all, forest)]
    .filter(([key, { path }]) => !held.has(key) && !liesIn(path, folders))
    .map(([, file]) => file)
  const own = sum(all.map(({ travel }) => travel?.own ?? 0)) - repeated
  return {
    instances: all.length,
    together: own + copiedBy(needed),
    basesThere: own + copiedBy(needed.filter(({ cached }) => cached !== true)),
    unknown: all.filter(isUnknown).length,
  }
}

/** A file by its inode, where it has several names, else by its path. */
type FileKey = number | TreePath

/** The files of the folders, and the bytes of those that several of them have by hard links. */
function heldBy(folders: ReadonlySet<TreePath>, forest: SpaceForest) {
  const held = new Set<FileKey>()
  let repeated = 0
  for (const id of folders) {
    const { files = [] } = forest.input.folders[forest.folderAt(id) ?? -1] ?? {}
    const own = new Map(files.map((file) => [forest.heldNode(file) ?? file.path, file]))
    for (const [key, file] of own) {
      if (held.has(key)) repeated += copiedBytes(file)
      held.add(key)
    }
  }
  return { held, repeated }
}

function neededOnce(all: readonly Moved[], forest: SpaceForest): ReadonlyMap<FileKey, NeededFile> {
  const files = all.flatMap(({ travel }) => travel?.needed ?? [])
  return new Map(files.map((file) => [forest.nodeAt(file.path) ?? file.path, file]))
}

/** What lies in the folder of another that is moved too goes with that. */
function liesIn(path: TreePath, folders: ReadonlySet<TreePath>): boolean {
  return pathAndAbove(path).some((above) => folders.has(above))
}

function copiedBy(files: readonly NeededFile[]): number {
  return sum(files.map(({ allocated = 0, length }) => copiedBytes({ allocated, length })))
}

function isUnknown({ row, travel }: Moved): boolean {
  return travel === undefined || togetherDoubt(row, travel) !== undefined
}
