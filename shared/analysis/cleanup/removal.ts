import { isWithin, pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { addTo } from '../../values/grouped.ts'
import { order } from '../../values/order.ts'
import { type Freed, freedIfDeleted } from '../accounting/deletion/freed.ts'
import { createForest } from '../accounting/forest/create-forest.ts'
import {
  pathsBelow,
  removedByHand,
  type SpaceFile,
  type SpaceFolder,
  type SpaceInput,
  type Symlink,
} from '../accounting/forest/forest.ts'
import { createGivers } from '../accounting/used-folders.ts'
import type { Leading } from '../chain/ways.ts'
import { sum } from '../sizes/sum.ts'
import { createNeeders } from './needers.ts'

/** What a step would remove: a folder of an instance, or files. */
export interface Removal {
  readonly isFolder: boolean
  readonly targets: readonly TreePath[]
  /** Allocated bytes of all that, where they are known. */
  readonly allocated: number | undefined
}

export interface Removed {
  /** What it frees is counted over hard links and all; otherwise the finding alone tells it. */
  readonly isCounted: boolean
  /** Allocated bytes that go with it; absent where they are not known. */
  readonly frees?: number
  /** Another hard link of a file that goes keeps its bytes. */
  readonly isLinked?: true
  /** Of a folder: its inode's number, where that is known and lasts. */
  readonly ino?: number
  /** Symlinks by which Nova finds the folders that go: they go along. */
  readonly names: readonly Symlink[]
  /** What would lose something that it stands on, at whatever distance, or leads to. */
  readonly users: readonly TreePath[]
}

/** Answers what removals come to, on a node whose forest is made once. */
export function createRemovals(space: SpaceInput): (removal: Removal) => Removed {
  // A step removes what it names and no base that nothing uses afterwards.
  const forest = createForest({ ...removedByHand(space), certain: false })
  const needersOf = createNeeders(filesOf(space))
  const havers = haversOf(space.domains ?? [])
  const leadingTo = byPlace([...(space.symlinks ?? []), ...(space.ways ?? [])])
  const namesAt = namesOf(space)
  const folders = new Map(space.folders.map((folder) => [folder.id, folder]))
  const giversOf = createGivers(space.usedFolders ?? [])
  return ({ isFolder, targets, allocated }) => {
    const choice = isFolder ? { instances: targets, files: [] } : { instances: [], files: targets }
    const freed = freedIfDeleted(forest, choice)
    // A link that goes is missed by whatever names it, also where the file has another.
    const broken = [...freed.breaks, ...needersOf(targets)]
    const having = isFolder ? [] : targets.flatMap((path) => havers.get(path) ?? [])
    const names = isFolder ? targets.flatMap((path) => namesAt.get(path) ?? []) : []
    const leading = leadingInto(leadingTo, targets).filter(({ path }) => !isName(path, names))
    const needing = [...broken, ...leading].map(({ path }) => path)
    const users = [...new Set([...needing, ...having, ...targets.flatMap(giversOf)])]
    const { ino, hasMounts } = (isFolder && folders.get(targets[0] ?? '')) || NO_FOLDER
    // What is mounted there stays, and may be counted where it is mounted from as well.
    const frees = hasMounts === true ? undefined : freesOf(freed, allocated, names)
    return {
      names,
      users: users.sort(order),
      isCounted: freed.unknown.length === 0,
      ...(freed.kept.length > 0 && { isLinked: true }),
      ...(ino !== undefined && { ino }),
      ...(frees !== undefined && { frees }),
    }
  }
}

const NO_FOLDER: Partial<SpaceFolder> = {}

/** The XML of domains that have files of their own folder, by these files. */
function haversOf(domains: readonly SpaceFile[]): ReadonlyMap<TreePath, readonly TreePath[]> {
  const havers = new Map<TreePath, TreePath[]>()
  for (const domain of domains)
    for (const path of pathsBelow(domain)) addTo(havers, path, domain.path)
  return havers
}

/** The symlinks by which Nova finds folders that lie elsewhere, by these folders. */
function namesOf({ folders, symlinks = [] }: SpaceInput): ReadonlyMap<TreePath, Symlink> {
  const at = new Map(symlinks.map((symlink) => [symlink.path, symlink]))
  const names = new Map<TreePath, Symlink>()
  for (const { id, linkedAt } of folders) {
    const name = linkedAt === undefined ? undefined : at.get(linkedAt)
    if (name !== undefined) names.set(id, name)
  }
  return names
}

type ByPlace = ReadonlyMap<TreePath, readonly Leading[]>

/** By each place that something leads to, and by the folders above it: both may come by the thousand. */
function byPlace(leading: readonly Leading[]): ByPlace {
  const places = new Map<TreePath, Leading[]>()
  for (const one of leading)
    for (const place of new Set(one.to.flatMap(pathAndAbove))) addTo(places, place, one)
  return places
}

/** What lies elsewhere and leads there. */
function leadingInto(places: ByPlace, targets: readonly TreePath[]): readonly Leading[] {
  return targets.flatMap((target) => {
    return (places.get(target) ?? []).filter(({ path }) => !isWithin(path, target))
  })
}

function isName(path: TreePath, names: readonly Symlink[]): boolean {
  return names.some((name) => name.path === path)
}

/** Files that are no images and have no links are known to the finding alone. */
function freesOf(
  { bytes, unknown, kept }: Freed,
  allocated: number | undefined,
  names: readonly Symlink[],
): number | undefined {
  if (allocated === undefined) return undefined
  if (unknown.length === 0) return bytes + sum(names.map((name) => name.allocated))
  return kept.length === 0 ? allocated : undefined
}

function filesOf({ folders, cache, others }: SpaceInput): readonly SpaceFile[] {
  return [...folders.flatMap(({ files }) => files), ...cache, ...others]
}
