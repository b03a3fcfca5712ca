import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { DiskCell, InstanceRow } from '../model.ts'
import { sha1OfAscii } from '../sha1.ts'
import { isLive } from './nova-node.ts'

/**
 * What the image cache manager takes for used, as far as files tell it. The ids of images come from
 * its database: here from domain XML. Of overlays it looks at `disk` of every instance that it knows,
 * and of ephemeral disks at the first one only.
 */
export interface CacheUsers {
  readonly imageIdBySha1: ReadonlyMap<string, string>
  /** An instance by the name of the file below its root disk, whatever folder that is in. */
  readonly rootBackings: ReadonlyMap<string, string>
  /** An instance by the name of the blank disk that its swap or first ephemeral disk stands on. */
  readonly blanks: ReadonlyMap<string, string>
  /** Whether a file is one of those whose backing file counts. */
  looksAt(path: TreePath): boolean
  /** Known instances of which neither an overlay nor domain XML tells the image. */
  readonly withoutImage: number
}

export interface CacheUserFacts {
  readonly rows: readonly InstanceRow[]
  /** Folders that no instance of Nova's belongs to. */
  readonly isOrphan: (row: InstanceRow) => boolean
  /** Image, kernel and ramdisk ids of an instance, where they are known. */
  readonly imageIds: (row: InstanceRow) => readonly string[]
}

export function cacheUsers(facts: CacheUserFacts): CacheUsers {
  const known = knownRows(facts)
  const images = new Set<string>()
  const rootBackings = new Map<string, string>()
  const blanks = new Map<string, string>()
  const looked = new Set<TreePath>()
  let withoutImage = 0
  for (const row of known) {
    const ids = facts.imageIds(row)
    for (const id of ids) images.add(id)
    const root = row.disks.find(isRoot)
    addBacking(rootBackings, looked, row, root)
    if (isLive(row) && ids.length === 0 && root?.backing === undefined) withoutImage += 1
    for (const disk of blankDisks(row)) addBacking(blanks, looked, row, disk)
  }
  const imageIdBySha1 = new Map<string, string>()
  for (const id of images) imageIdBySha1.set(sha1OfAscii(id) ?? id, id)
  return { imageIdBySha1, rootBackings, blanks, looksAt: (path) => looked.has(path), withoutImage }
}

/** While an instance is resized, the folder that it came from counts too. */
function knownRows({ rows, isOrphan }: CacheUserFacts): readonly InstanceRow[] {
  const live = rows.filter((row) => isLive(row) && !isOrphan(row))
  const uuids = new Set(live.map(({ uuid }) => uuid))
  return [...live, ...rows.filter(({ kind, uuid }) => kind === 'resize' && uuids.has(uuid))]
}

function isRoot({ name, role }: DiskCell): boolean {
  return role === 'disk' && name === 'disk'
}

/** Nova takes the names of blank disks from the instance's block devices, not from its files. */
function blankDisks(row: InstanceRow): readonly DiskCell[] {
  if (!isLive(row)) return []
  const swap = row.disks.find(({ role }) => role === 'disk.swap')
  const ephemeral = row.disks.find(({ name }) => name === 'disk.eph0' || name === 'disk.local')
  return [swap, ephemeral].filter((disk) => disk !== undefined)
}

function addBacking(
  users: Map<string, string>,
  looked: Set<TreePath>,
  row: InstanceRow,
  disk: DiskCell | undefined,
): void {
  if (disk?.backing === undefined) return
  looked.add(disk.path)
  const name = baseNameOf(disk.backing.name)
  if (!users.has(name)) users.set(name, row.name ?? row.uuid)
}
