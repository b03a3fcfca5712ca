import type { TreePath } from '../../../files/tree.ts'
import type { HostDevice } from '../../../nova/domain-host.ts'
import type { ScannedEntry } from '../../../scan/model.ts'
import { sumOnce } from '../../sizes/linked-once.ts'
import { sum } from '../../sizes/sum.ts'
import type { BrokenDisk } from './broken-disk.ts'
import { copiedBytes } from './copied.ts'
import { folderRest, type RestFile } from './folder-rest.ts'
import { type LinkedDisk, linkedDisks } from './linked-disks.ts'
import { isState, type NeededFile, neededFiles, type TravelFacts } from './needed-files.ts'

/** What must travel together when an instance is moved or saved, and what that comes to. */
export interface Travel {
  readonly instance: TreePath
  /** What is in the folder, but folders; a symlink and the disk elsewhere that it leads to are one. */
  readonly ownFiles: number
  /** What a copy of the folder and of linked disks takes that keeps holes. */
  readonly own: number
  /** The lengths of its files: what a copy takes that does not keep holes. */
  readonly ownLength: number
  /** Those of its files that lie elsewhere. */
  readonly linked?: readonly LinkedDisk[]
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
  const state = sum(looked.map(({ allocated = 0, length }) => copiedBytes({ allocated, length })))
  const stateLength = sum(looked.map(({ length = 0 }) => length))
  const hostDevices = row.identity?.hostDevices
  const rest = folderRest(row, entries, needs, facts.host)
  const linked = linkedDisks(row, entries)
  return {
    instance: row.id,
    ownFiles: row.fileCount,
    own: copiedOnce(entries),
    ownLength: lengthOnce(files),
    ...(linked.length > 0 && { linked }),
    ...(rest.length > 0 && { rest }),
    needed,
    together: copiedOnce([...entries, ...beside]) + state,
    togetherLength: lengthOnce([...files, ...beside]) + stateLength,
    basesThere: copiedOnce([...entries, ...notCached]) + state,
    basesThereLength: lengthOnce([...files, ...notCached]) + stateLength,
    broken: needs.flatMap(({ broken }) => broken ?? []),
    remoteDisks: row.remoteDisks?.length ?? 0,
    ...(hostDevices && { hostDevices }),
  }
}

function copiedOnce(entries: readonly ScannedEntry[]): number {
  return sumOnce(entries, (entry) => (isFile(entry) ? copiedBytes(entry) : entry.allocated))
}

function lengthOnce(files: readonly ScannedEntry[]): number {
  return sumOnce(files, ({ length }) => length)
}

function isFile({ type }: ScannedEntry): boolean {
  return type === 'file'
}
