import { baseNameOf } from '../../../files/paths.ts'
import type { TreePath } from '../../../files/tree.ts'
import { instanceFileRole, isLive } from '../../../nova/names.ts'
import { releaseOf } from '../../../nova/release.ts'
import { sha1OfAscii } from '../../../nova/sha1.ts'
import type { DiskCell, InstanceRow } from '../../rows/rows.ts'
import { BackingNames } from './backing-names.ts'
import { BlankUsers, blankClass } from './blank-users.ts'
import { type CacheClass, isOfSomeImage } from './cache-names.ts'
import type { CachedFile } from './cache-state.ts'

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
  /** An instance's folder by the name of the blank disk that its swap or first ephemeral disk is made from. */
  blankUser(name: string): string | undefined
  /** Why only the database tells whether a file of this class, name and length is used, if it may be. */
  mayUse(seenAs: CacheClass, file: Named): 'database' | 'resize' | undefined
  /** The disks directly on a base that count, whatever name each has for it. */
  lookedAt(base: TreePath): ReadonlySet<TreePath>
  /** The newest release of Nova that domain XML names; undefined where none does. */
  readonly release?: number
  /** Known instances of which neither an overlay nor domain XML tells the image. */
  readonly withoutImage: number
}

type Named = Pick<CachedFile, 'name' | 'length'>

/** `ephemeralTags` is what names of ephemeral disks end in, where the configurations tell it. */
export function cacheUsers(
  rows: readonly InstanceRow[],
  ephemeralTags?: readonly string[],
): CacheUsers {
  const gathered = new Gathered(ephemeralTags)
  const resized: InstanceRow[] = []
  for (const row of rows) {
    if (row.kind === 'resize') resized.push(row)
    else if (isLive(row) && row.orphan !== true) gathered.add(row)
  }
  // While an instance is resized, the folder that it came from counts too.
  const known = resized.length === 0 ? undefined : new Set(gathered.rows.flatMap(namesOf))
  for (const row of resized)
    if (known?.has(row.uuid)) gathered.look(gathered.copies, row, rootOf(row))
  return gathered.users()
}

const NONE: ReadonlySet<TreePath> = new Set()

class Gathered {
  readonly roots = new BackingNames()
  /** Of what waits for a resize to be confirmed. */
  readonly copies = new BackingNames()
  readonly #blanks: BlankUsers
  readonly #bootLengths = new Set<number>()
  readonly rows: InstanceRow[] = []
  readonly #images = new Set<string>()
  readonly #looked = new Map<TreePath, Set<TreePath>>()
  #withoutImage = 0
  #release: number | undefined

  constructor(ephemeralTags: readonly string[] | undefined) {
    this.#blanks = new BlankUsers(ephemeralTags)
  }

  add(row: InstanceRow): void {
    this.rows.push(row)
    const imageId = row.identity?.imageId
    if (imageId !== undefined) this.#images.add(imageId)
    const release = releaseOf(row.identity?.novaVersion ?? '')
    if (release !== undefined) this.#release = Math.max(this.#release ?? 0, release)
    const root = rootOf(row)
    const isTold = isImageTold(row) && row.isRootLost !== true
    if (!isTold && root?.backing === undefined) this.#withoutImage += 1
    this.look(this.roots, row, root)
    // Copies of images whose ids only the database has.
    for (const length of row.bootLengths ?? []) this.#bootLengths.add(length)
    for (const disk of namedByNova(row)) this.#addBlank(row, disk)
  }

  #addBlank(row: InstanceRow, disk: DiskCell): void {
    const kind = blankClass(disk)
    if (kind !== undefined && this.#blanks.add(row, disk, kind)) this.#lookAt(disk)
  }

  look(names: BackingNames, row: InstanceRow, disk: DiskCell | undefined): void {
    if (disk?.backing === undefined) return
    this.#lookAt(disk)
    names.add(row, disk.backing)
  }

  #lookAt({ path, backing }: DiskCell): void {
    const base = backing?.path
    if (base === undefined) return
    const looked = this.#looked.get(base) ?? new Set()
    this.#looked.set(base, looked.add(path))
  }

  /**
   * Any image may be that of an instance which tells none, or a kernel's where the length is the same;
   * an instance that stands on one copy of an image without saying so keeps all of them.
   */
  #mayBeOfImage(seenAs: CacheClass, { name, length }: Named): boolean {
    if (!isOfSomeImage(name)) return false
    const isSized = seenAs === 'original' && this.#bootLengths.has(length)
    return isSized || this.#withoutImage > 0 || this.roots.sha1sWithoutImage.has(name.slice(0, 40))
  }

  #mayUse(seenAs: CacheClass, file: Named): 'database' | 'resize' | undefined {
    const may =
      seenAs === 'swap' || seenAs === 'ephemeral'
        ? this.#blanks.perhapsOf(seenAs, file.name).length > 0
        : this.#mayBeOfImage(seenAs, file)
    if (may) return 'database'
    return this.copies.examples.has(file.name) ? 'resize' : undefined
  }

  users(): CacheUsers {
    const imageIdBySha1 = new Map<string, string>()
    for (const id of this.#images) imageIdBySha1.set(sha1OfAscii(id) ?? id, id)
    return {
      imageIdBySha1,
      rootBackings: this.roots.examples,
      perhapsOfImage: this.roots.withoutImage,
      blankUser: (name) => this.#blanks.userOf(name),
      mayUse: (seenAs, file) => this.#mayUse(seenAs, file),
      lookedAt: (base) => this.#looked.get(base) ?? NONE,
      ...(this.#release !== undefined && { release: this.#release }),
      withoutImage: this.#withoutImage,
    }
  }
}

/** What Nova may call an instance's folder: by its UUID, or as older releases did. */
function namesOf({ uuid, identity, id, linkedAt = id }: InstanceRow): readonly string[] {
  return [uuid, baseNameOf(linkedAt), identity?.libvirtName ?? uuid]
}

/** Whether domain XML tells what image an instance was made from, or that it was from none. */
export function isImageTold({ identity }: InstanceRow): boolean {
  return identity?.imageId !== undefined || identity?.hasNoImage === true
}

/** Nova looks at the files that it made, also where an overlay of which it knows nothing stands on them. */
export function namedByNova({ disks, layers }: InstanceRow): readonly DiskCell[] {
  if (layers === undefined) return disks
  return [...disks, ...layers].filter(({ name }) => instanceFileRole(name) !== 'unknown')
}

/** The disk that the image cache manager looks at. */
export function rootOf(row: InstanceRow): DiskCell | undefined {
  return namedByNova(row).find(({ name, role }) => role === 'disk' && name === 'disk')
}
