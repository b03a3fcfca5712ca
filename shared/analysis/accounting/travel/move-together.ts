import { pathAndAbove } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import { sum } from '../../sizes/sum.ts'
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

export function moveTogether(all: readonly Moved[]): MoveTogether {
  const folders = new Set(all.map(({ row }) => row.id))
  const needed = [...neededOnce(all).values()].filter(({ path }) => !liesIn(path, folders))
  const own = sum(all.map(({ travel }) => travel?.own ?? 0))
  return {
    instances: all.length,
    together: own + allocatedBy(needed),
    basesThere: own + allocatedBy(needed.filter(({ cached }) => cached !== true)),
    unknown: all.filter(isUnknown).length,
  }
}

function neededOnce(all: readonly Moved[]): ReadonlyMap<TreePath, NeededFile> {
  const files = all.flatMap(({ travel }) => travel?.needed ?? [])
  return new Map(files.map((file) => [file.path, file]))
}

/** What lies in the folder of another that is moved too goes with that. */
function liesIn(path: TreePath, folders: ReadonlySet<TreePath>): boolean {
  return pathAndAbove(path).some((above) => folders.has(above))
}

function allocatedBy(files: readonly NeededFile[]): number {
  return sum(files.map(({ allocated = 0 }) => allocated))
}

function isUnknown({ row, travel }: Moved): boolean {
  return travel === undefined || togetherDoubt(row, travel) !== undefined
}
