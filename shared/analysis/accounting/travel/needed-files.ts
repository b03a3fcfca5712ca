import { isWithin, pathAndAbove } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import type { AllocatedFrom, ScannedEntry } from '../../../scan/model.ts'
import type { ChainHost } from '../../chain/chain-host.ts'
import type { InstanceRow } from '../../rows/rows.ts'
import type { SpaceForest } from '../forest/forest.ts'
import type { Users } from '../forest/users.ts'
import type { BelowKind, DiskNeeds, NeedsOf } from './disk-needs.ts'
import { type StateFile, stateFiles } from './host-state.ts'

/** A file beside the instance's own folder that it cannot do without. Bytes. */
export interface NeededFile {
  readonly path: TreePath
  readonly kind: BelowKind | 'domain' | 'memory' | StateFile['kind']
  /** Undefined for what lies outside of what was scanned, or was not seen there. */
  readonly allocated?: number
  /** As of an entry. */
  readonly allocatedFrom?: AllocatedFrom
  readonly length?: number
  /** The folder of another instance in which it lies. */
  readonly of?: TreePath
  /** It is a file of an image cache: another host may have it already, or gets it by itself. */
  readonly cached?: true
  /** Other instances' folders that use it too, at whatever distance. */
  readonly otherUsers: number
}

/**
 * Whether libvirt's status is all there is of the domain here: that is of one run on this host, no host can
 * define it, and so it is none of what travels. Of a guest that comes by a live migration it is so till its end.
 */
export function lacksDefinition({ identity }: Pick<InstanceRow, 'identity'>): boolean {
  return identity?.isRunning === true && identity.definedAt === undefined
}

export interface TravelFacts {
  readonly row: InstanceRow
  /** Of the instance's folder. */
  readonly entries: readonly ScannedEntry[]
  readonly forest: SpaceForest
  /** Of that forest; the same for all instances. */
  readonly users: Pick<Users, 'folders'>
  readonly needsOf: NeedsOf
  readonly host: ChainHost
  readonly entryAt: (path: TreePath) => ScannedEntry | undefined
}

/** Whether the host keeps it of the guest beside its disks: no scan comes by it. */
export function isState({ kind }: Pick<NeededFile, 'kind'>): boolean {
  return kind === 'nvram' || kind === 'tpm'
}

export function neededFiles(
  facts: TravelFacts,
  needs: readonly DiskNeeds[],
): readonly NeededFile[] {
  const { row, entryAt, host } = facts
  const otherUsers = otherUsersOf(facts)
  const own = new Set([...row.disks, ...(row.layers ?? [])].map(({ path }) => path))
  const states = new Map(stateFiles(row, host).map((file) => [file.path, file]))
  return [...kindsOf(row, needs, states)]
    .filter(([path]) => !isWithin(path, row.id) && !own.has(path))
    .map(([path, kind]) => {
      const entry = entryAt(path)
      // Where it is a symlink what it leads to is no part of the scan.
      const { allocated, allocatedFrom, length }: FileSizes =
        entry?.type === 'symlink' ? {} : (entry ?? states.get(path) ?? {})
      return {
        path,
        kind,
        ...(allocated !== undefined && { allocated }),
        ...(allocatedFrom !== undefined && { allocatedFrom }),
        ...(length !== undefined && { length }),
        ...placeOf(path, facts),
        otherUsers: otherUsers(path),
      }
    })
}

/** What is needed, by path: of disks, of the domain, and what the host keeps of it. */
function kindsOf(
  row: InstanceRow,
  needs: readonly DiskNeeds[],
  states: ReadonlyMap<TreePath, StateFile>,
): ReadonlyMap<TreePath, NeededFile['kind']> {
  const kinds = new Map<TreePath, NeededFile['kind']>(needs.flatMap(({ files }) => [...files]))
  const { identity } = row
  if (identity !== undefined && !lacksDefinition(row)) {
    kinds.set(identity.definedAt ?? identity.xml, 'domain')
  }
  if (identity?.savedAt !== undefined) kinds.set(identity.savedAt, 'memory')
  for (const [path, { kind }] of states) kinds.set(path, kind)
  return kinds
}

type FileSizes = Pick<NeededFile, 'allocated' | 'allocatedFrom' | 'length'>

/** Whose folder it lies in; only what is nobody's is a base, whatever links the cache has to it. */
function placeOf(path: TreePath, { forest }: TravelFacts): Pick<NeededFile, 'of' | 'cached'> {
  const of = pathAndAbove(path).find((above) => forest.folderAt(above) !== undefined)
  if (of !== undefined) return { of }
  return forest.nodes[forest.nodeAt(path) ?? -1]?.cached === true ? { cached: true } : {}
}

/** Of a popular base thousands: they are counted, and not gone through. */
function otherUsersOf({ row, forest, users }: TravelFacts): (path: TreePath) => number {
  const own = forest.folderAt(row.id) ?? -1
  return (path) => {
    const folders = users.folders[forest.nodeAt(path) ?? -1] ?? []
    return folders.length - (includesSorted(folders, own) ? 1 : 0)
  }
}

/** Whether a list in ascending order has a number. */
function includesSorted(sorted: readonly number[], wanted: number): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? wanted) < wanted) low = middle + 1
    else high = middle
  }
  return sorted[low] === wanted
}
