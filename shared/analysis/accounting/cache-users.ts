import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { DiskBacking, DiskCell, InstanceRow } from '../model.ts'
import { sha1OfAscii } from '../sha1.ts'
import { isLive } from './nova-node.ts'

/**
 * What the image cache manager takes for used, as far as files tell it. The ids of images come from
 * its database: here from domain XML. Of overlays it looks at `disk` of every instance that it knows,
 * and of ephemeral disks at the first one only.
 */
export interface CacheUsers {
  readonly imageIdBySha1: ReadonlyMap<string, string>
  /** An instance's folder by the name of the file below its root disk, wherever that lies. */
  readonly rootBackings: ReadonlyMap<string, string>
  /** The same by the name of the blank disk that its swap or first ephemeral disk stands on. */
  readonly blanks: ReadonlyMap<string, string>
  /** How many of the disks directly on a base count. */
  lookedAt(base: TreePath): number
  /** Known instances of which neither an overlay nor domain XML tells the image. */
  readonly withoutImage: number
}

export function cacheUsers(rows: readonly InstanceRow[]): CacheUsers {
  const images = new Set<string>()
  const roots = new BackingNames()
  const blanks = new BackingNames()
  const looked = new Map<TreePath, number>()
  const look = (names: BackingNames, row: InstanceRow, disk: DiskCell | undefined): void => {
    if (disk?.backing === undefined) return
    const { path } = disk.backing
    if (path !== undefined) looked.set(path, (looked.get(path) ?? 0) + 1)
    names.add(row, disk.backing)
  }
  let withoutImage = 0
  for (const row of knownRows(rows)) {
    const imageId = row.identity?.imageId
    if (imageId !== undefined) images.add(imageId)
    const root = row.disks.find(isRoot)
    look(roots, row, root)
    if (isLive(row) && imageId === undefined && root?.backing === undefined) withoutImage += 1
    for (const disk of blankDisks(row)) look(blanks, row, disk)
  }
  const imageIdBySha1 = new Map<string, string>()
  for (const id of images) imageIdBySha1.set(sha1OfAscii(id) ?? id, id)
  return {
    imageIdBySha1,
    rootBackings: roots.examples,
    blanks: blanks.examples,
    lookedAt: (base) => looked.get(base) ?? 0,
    withoutImage,
  }
}

/** While an instance is resized, the folder that it came from counts too. */
function knownRows(rows: readonly InstanceRow[]): readonly InstanceRow[] {
  const live = rows.filter((row) => isLive(row) && row.orphan !== true)
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

/** Thousands of disks record one name: it is cut and hashed again only where it differs. */
class BackingNames {
  readonly examples = new Map<string, string>()
  readonly #last = new Map<TreePath, string>()

  add(row: InstanceRow, { name, path = '' }: DiskBacking): void {
    if (this.#last.get(path) === name) return
    this.#last.set(path, name)
    const file = baseNameOf(name)
    if (!this.examples.has(file)) this.examples.set(file, baseNameOf(row.id))
  }
}
