import type { TreePath } from '../../../files/tree.ts'
import type { HostDevice } from '../../../nova/domain-host.ts'
import type { ScannedEntry } from '../../../scan/model.ts'
import { allocatedOnce } from '../../sizes/linked-once.ts'
import type { BrokenDisk } from './broken-disk.ts'
import { folderRest, type RestFile } from './folder-rest.ts'
import { isState, type NeededFile, neededFiles, type TravelFacts } from './needed-files.ts'

/** What must travel together when an instance is moved or saved, and what that comes to. */
export interface Travel {
  readonly instance: TreePath
  /** What is in the folder, but folders; a symlink and the disk elsewhere that it leads to are one. */
  readonly ownFiles: number
  /** Allocated in the folder and by linked disks. */
  readonly own: number
  /** The lengths of its files: what a copy takes that does not keep holes. */
  readonly ownLength: number
  /** Large files of the folder that are none of its disks: they go along with it. */
  readonly rest?: readonly RestFile[]
  /** Bases first as the disks need them, each once, then the domain XML, memory and state of the guest. */
  readonly needed: readonly NeededFile[]
  /** Everything: `own` and what is needed. */
  readonly together: number
  readonly togetherLength: number
  /** All but the files of image caches: what is copied where its bases are already there. */
  readonly basesThere: number
  readonly basesThereLength: number
  readonly broken: readonly BrokenDisk[]
  /** Disks that are on no file of this node. */
  readonly remoteDisks: number
  /** What ties it to its host: it starts on none that lacks them. Left out where there are none. */
  readonly hostDevices?: readonly HostDevice[]
}

export function travelOf(facts: TravelFacts): Travel {
  const { row, entries, entryAt } = facts
  const files = entries.filter(isFile)
  const needs = row.disks.map(facts.needsOf)
  const needed = neededFiles(facts, needs)
  // Two disks may call one file by two names.
  const entriesOf = (some: readonly NeededFile[]) =>
    some.flatMap(({ path }) => entryAt(path) ?? []).filter(isFile)
  const beside = entriesOf(needed)
  const notCached = entriesOf(needed.filter(({ cached }) => cached !== true))
  const looked = needed.filter((one) => isState(one) && entryAt(one.path) === undefined)
  const state = sumOf(looked.map(({ allocated }) => allocated))
  const stateLength = sumOf(looked.map(({ length }) => length))
  const hostDevices = row.identity?.hostDevices
  const rest = folderRest(row, entries, needs, facts.host)
  return {
    instance: row.id,
    ownFiles: row.fileCount,
    own: allocatedOnce(entries),
    ownLength: lengthOnce(files),
    ...(rest.length > 0 && { rest }),
    needed,
    together: allocatedOnce([...entries, ...beside]) + state,
    togetherLength: lengthOnce([...files, ...beside]) + stateLength,
    basesThere: allocatedOnce([...entries, ...notCached]) + state,
    basesThereLength: lengthOnce([...files, ...notCached]) + stateLength,
    broken: needs.flatMap(({ broken }) => broken ?? []),
    remoteDisks: row.remoteDisks?.length ?? 0,
    ...(hostDevices && { hostDevices }),
  }
}

function sumOf(sizes: readonly (number | undefined)[]): number {
  return sizes.reduce<number>((sum, size = 0) => sum + size, 0)
}

function isFile({ type }: ScannedEntry): boolean {
  return type === 'file'
}

function lengthOnce(files: readonly ScannedEntry[]): number {
  const seen = new Set<string>()
  let sum = 0
  for (const { linkKey, length } of files) {
    if (linkKey !== undefined && seen.has(linkKey)) continue
    if (linkKey !== undefined) seen.add(linkKey)
    sum += length
  }
  return sum
}
