import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { instanceName } from '../instance-name.ts'
import type { DiskBacking, DiskCell, InstanceRow } from '../model.ts'
import { sha1OfAscii } from '../sha1.ts'
import { BlankUsers, blankClass } from './blank-users.ts'
import { type CacheClass, isOfSomeImage, releaseOf } from './cache-names.ts'
import type { CachedFile } from './cache-state.ts'
import { isLive } from './nova-sum.ts'

/**
 * What the image cache manager takes for used, as far as files tell it. The ids of images come from
 * its database: here from domain XML. Of overlays it looks at `disk` of every instance that it knows,
 * and of ephemeral disks at the first one only.
 */
export interface CacheUsers {
  readonly imageIdBySha1: ReadonlyMap<string, string>
  /** An instance's folder by the name of the file below its root disk, wherever that lies. */
  readonly rootBackings: ReadonlyMap<string, string>
  /** Names among them that may be of an image after all: of some instance on them no XML tells it. */
  readonly perhapsOfImage: ReadonlySet<string>
  /** The same for the blank disk of this name: its swap or first ephemeral disk is made from it. */
  blankUser(name: string): string | undefined
  /** Whether an instance may use a file of this class, name and length by what only the database tells. */
  mayUse(seenAs: CacheClass, file: Named): boolean
  /** How many of the disks directly on a base count. */
  lookedAt(base: TreePath): number
  /** The newest release of Nova that domain XML names; undefined where none does. */
  readonly release?: number
  /** Known instances of which neither an overlay nor domain XML tells the image. */
  readonly withoutImage: number
}

type Named = Pick<CachedFile, 'name' | 'length'>

export function cacheUsers(rows: readonly InstanceRow[]): CacheUsers {
  const gathered = new Gathered()
  const resized: InstanceRow[] = []
  for (const row of rows) {
    if (row.kind === 'resize') resized.push(row)
    else if (isLive(row) && row.orphan !== true) gathered.add(row)
  }
  // While an instance is resized, the folder that it came from counts too.
  const uuids = resized.length === 0 ? undefined : new Set(gathered.uuids)
  for (const row of resized)
    if (uuids?.has(row.uuid)) gathered.look(gathered.roots, row, rootOf(row))
  return gathered.users()
}

class Gathered {
  readonly roots = new BackingNames()
  readonly blanks = new BackingNames()
  readonly #flat = new BlankUsers()
  readonly #bootLengths = new Set<number>()
  readonly uuids: string[] = []
  readonly #images = new Set<string>()
  readonly #looked = new Map<TreePath, number>()
  #withoutImage = 0
  #release: number | undefined

  add(row: InstanceRow): void {
    this.uuids.push(row.uuid)
    const imageId = row.identity?.imageId
    if (imageId !== undefined) this.#images.add(imageId)
    const release = releaseOf(row.identity?.novaVersion ?? '')
    if (release !== undefined) this.#release = Math.max(this.#release ?? 0, release)
    const root = rootOf(row)
    const isTold = imageId !== undefined || row.identity?.hasNoImage === true
    if (!isTold && root?.backing === undefined) this.#withoutImage += 1
    this.look(this.roots, row, root)
    // Copies of images whose ids only the database has.
    for (const length of row.bootLengths ?? []) this.#bootLengths.add(length)
    for (const disk of row.disks) this.#addBlank(row, disk)
  }

  #addBlank(row: InstanceRow, disk: DiskCell): void {
    const kind = blankClass(disk)
    if (kind === undefined) return
    if (disk.backing === undefined) this.#flat.addFlat(row, disk, kind)
    else this.look(this.blanks, row, disk)
  }

  look(names: BackingNames, row: InstanceRow, disk: DiskCell | undefined): void {
    if (disk?.backing === undefined) return
    const { path } = disk.backing
    if (path !== undefined) this.#looked.set(path, (this.#looked.get(path) ?? 0) + 1)
    names.add(row, disk.backing)
  }

  /** Any image may be that of an instance which tells none, or a kernel's where the length is the same. */
  #mayBeOfImage(seenAs: CacheClass, { name, length }: Named): boolean {
    const isSized = seenAs === 'original' && this.#bootLengths.has(length)
    return isSized || (this.#withoutImage > 0 && isOfSomeImage(name))
  }

  users(): CacheUsers {
    const imageIdBySha1 = new Map<string, string>()
    for (const id of this.#images) imageIdBySha1.set(sha1OfAscii(id) ?? id, id)
    return {
      imageIdBySha1,
      rootBackings: this.roots.examples,
      perhapsOfImage: this.roots.withoutImage,
      blankUser: (name) => this.blanks.examples.get(name) ?? this.#flat.userOf(name),
      mayUse: (seenAs, file) =>
        seenAs === 'swap' || seenAs === 'ephemeral'
          ? this.#flat.hasUnsized(seenAs)
          : this.#mayBeOfImage(seenAs, file),
      lookedAt: (base) => this.#looked.get(base) ?? 0,
      ...(this.#release !== undefined && { release: this.#release }),
      withoutImage: this.#withoutImage,
    }
  }
}

function rootOf({ disks }: InstanceRow): DiskCell | undefined {
  return disks.find(({ name, role }) => role === 'disk' && name === 'disk')
}

/** Thousands of disks record one name: it is cut and hashed again only where it differs. */
class BackingNames {
  readonly examples = new Map<string, string>()
  readonly withoutImage = new Set<string>()
  readonly #last = new Map<TreePath, string>()
  readonly #lastWithout = new Map<TreePath, string>()

  add(row: InstanceRow, { name, path = '' }: DiskBacking): void {
    const isWithout = row.identity?.imageId === undefined
    const last = isWithout ? this.#lastWithout : this.#last
    if (last.get(path) === name) return
    last.set(path, name)
    const file = baseNameOf(name)
    if (isWithout) this.withoutImage.add(file)
    if (!this.examples.has(file)) this.examples.set(file, instanceName(row))
  }
}
