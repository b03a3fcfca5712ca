import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { SeededRandom } from '../images/seeded-random.ts'
import { sha1 } from '../trees/small-node.ts'
import { ClutterPlaces } from './clutter-places.ts'
import {
  CLUTTER_DISK_FORMS,
  type ClutterKind,
  type ClutterXml,
  clutterXml,
  type NamedFile,
  poolXml,
} from './random-clutter-xml.ts'
import { copyOverlay } from './renamed-overlay.ts'

const DAY = 24 * 3600
/** Older than anything that a plan waits for. */
const OLD = 10 * DAY
/** Of files in the cache: both sides of when one may go. */
const BASE_AGES = [0, OLD]

/** Images that no scan comes by. */
const OUTSIDE = /(?:^|\/)srv\/vm-/

/** What was made, told by whoever made it; paths are below the root. */
export interface Clutter {
  readonly opened: readonly string[]
  /** Images with the file that each stands on. */
  readonly below: ReadonlyMap<string, string>
  /** XML with each file that it names. */
  readonly named: readonly (readonly [xml: string, file: string])[]
  /** XML with each folder that its guest is given. */
  readonly given: readonly (readonly [xml: string, folder: string])[]
}

/**
 * Makes a node below `root`, or two on one instances_path, with everything that a clean-up may find, and
 * with what may still need it: chains from one folder into another, links of both kinds, folders that lie
 * elsewhere, domains of others.
 */
export function randomClutter(root: string, random: SeededRandom): Clutter {
  return new Clutterer(root, random).make()
}

class Clutterer {
  readonly #root: string
  readonly #random: SeededRandom
  readonly #below = new Map<string, string>()
  readonly #named: (readonly [string, string])[] = []
  readonly #given: (readonly [string, string])[] = []
  readonly #places: ClutterPlaces
  /** The folders that are pools of a host, in the order of their numbers. */
  readonly #pools = new Map<string, string[]>()
  /** Folders of instances by their UUID, after symlinks. */
  readonly #folders = new Map<string, string>()
  /** Whose domain or disk is made. */
  #host: string
  /** Files that something may stand on, or name. */
  readonly #files: string[] = []
  readonly #formats = new Map<string, 'raw' | 'qcow2'>()
  readonly #aged = new Map<string, number>()
  #count = 0

  constructor(root: string, random: SeededRandom) {
    this.#root = root
    this.#random = random
    this.#places = new ClutterPlaces(root, random)
    this.#host = random.pick(this.#places.hosts)
  }

  make(): Clutter {
    this.#caches()
    const instances = this.#times(2, 4, () => this.#instance())
    this.#times(0, 2, () => this.#folder(this.#uuid(), 'lost'))
    this.#times(0, 2, () => this.#folder(`${this.#random.pick(instances)}_resize`))
    this.#times(0, 1, () => this.#folder(`${this.#uuid()}_del`))
    this.#times(0, 2, () => this.#loose())
    this.#times(0, 2, () => this.#rescueOf(this.#random.pick(instances)))
    this.#times(0, 3, () => this.#link())
    this.#times(0, 3, () => this.#foreignDomain())
    this.#age()
    const { opened } = this.#places
    return { opened, below: this.#below, named: this.#named, given: this.#given }
  }

  #chance(percent: number): boolean {
    return this.#random.below(100) < percent
  }

  #times<T>(least: number, most: number, make: () => T): readonly T[] {
    return Array.from({ length: least + this.#random.below(most - least + 1) }, make)
  }

  #uuid(): string {
    this.#count += 1
    return `aaaaaaaa-0000-4000-8000-${String(this.#count).padStart(12, '0')}`
  }

  /** Something of any host begins. */
  #turn(): void {
    this.#host = this.#random.pick(this.#places.hosts)
  }

  #nameOf(path: string): string {
    const name = this.#places.nameOf(path, this.#host)
    if (name === undefined) throw new Error(`${this.#host} has no ${path}`)
    return name
  }

  /** Files that the host has, the first few of the cache. */
  #nameable(): readonly string[] {
    return this.#files.filter((path) => this.#places.nameOf(path, this.#host) !== undefined)
  }

  #caches(): void {
    const { cache } = this.#places
    for (const image of [1, 2, 3, 4]) this.#raw(`${cache}/${sha1(String(image))}`, BASE_AGES)
    if (this.#chance(50)) this.#raw(`${cache}/${sha1('1')}_10`, BASE_AGES)
    if (this.#chance(50)) this.#image(`${cache}/kept.img`, BASE_AGES)
    if (this.#chance(50)) this.#raw(`${cache}/${sha1('9')}.part`)
  }

  #raw(path: string, ages: readonly number[] = [OLD]): void {
    mkdirSync(dirname(join(this.#root, path)), { recursive: true })
    const content = Buffer.alloc(512 * (1 + this.#random.below(100)), 7)
    writeFileSync(join(this.#root, path), content)
    this.#below.delete(path)
    this.#made(path, 'raw', ages)
  }

  #made(path: string, format: 'raw' | 'qcow2', ages: readonly number[]): void {
    this.#files.push(path)
    this.#formats.set(path, format)
    this.#aged.set(path, this.#random.pick(ages))
  }

  /** Raw data, or an image that stands on any file that is there. */
  #image(
    path: string,
    ages: readonly number[] = [OLD],
    files: readonly string[] = this.#nameable(),
  ): string {
    if (this.#chance(30)) {
      this.#raw(path, ages)
      return 'raw'
    }
    const base = this.#random.pick(this.#chance(60) ? files.slice(0, 4) : files)
    mkdirSync(dirname(join(this.#root, path)), { recursive: true })
    copyOverlay(join(this.#root, path), this.#nameOf(base), this.#formats.get(base) ?? 'raw')
    this.#below.set(path, base)
    this.#made(path, 'qcow2', ages)
    return 'qcow2'
  }

  #instance(): string {
    this.#turn()
    const uuid = this.#uuid()
    const folder = this.#folderOf(uuid)
    const disks = this.#disks(folder)
    const name = `instance-${uuid.slice(-8)}`
    const xml = { name, uuid, disks }
    this.#xml(this.#ofLibvirt(`etc/libvirt/qemu/${name}.xml`), xml)
    if (this.#chance(50))
      this.#xml(this.#ofLibvirt(`run/libvirt/qemu/${name}.xml`), this.#withAny(xml), 'running')
    if (this.#chance(20)) this.#xml(`${folder}/libvirt.xml`, this.#withAny(xml, 'old'))
    if (this.#chance(15)) this.#xml(`${folder}/unrescue.xml`, this.#withAny(xml))
    return uuid
  }

  #own(path: string): string {
    return join(this.#host, path)
  }

  #ofLibvirt(path: string): string {
    return this.#own(this.#places.libvirts(path))
  }

  #folderOf(name: string): string {
    const folder = this.#folders.get(name) ?? this.#places.instanceFolder(name)
    this.#folders.set(name, folder)
    return folder
  }

  #disks(folder: string): ClutterXml['disks'] {
    const names = this.#chance(40) ? ['disk', 'disk.eph0'] : ['disk']
    return names.map((name) => {
      const path = `${folder}/${name}`
      const format = this.#image(path)
      return { form: 'disk', path, name: this.#nameOf(path), format } as const
    })
  }

  #folder(name: string, kind?: 'lost'): void {
    this.#turn()
    const folder = this.#folderOf(name)
    const disks = this.#disks(folder)
    if (this.#chance(30)) this.#raw(`${folder}/console.log`)
    if (kind === 'lost' && this.#chance(40)) {
      const path = `${folder}/libvirt.xml`
      this.#xml(path, { name: 'lost', uuid: name, disks })
      this.#aged.set(path, OLD)
    }
  }

  /** What work that did not end has left. */
  #loose(): void {
    this.#turn()
    const { instances } = this.#places
    const hex = String(this.#random.below(10)).repeat(32)
    const paths = [
      `${instances}/snapshots/tmpabcdef1${this.#random.below(10)}/${hex}.delta`,
      `${instances}/backup-${this.#random.below(10)}.qcow2`,
      `${instances}/tmpabcdef1${this.#random.below(10)}`,
    ]
    const path = this.#random.pick(paths)
    if (!this.#formats.has(path)) this.#image(path)
  }

  #rescueOf(uuid: string): void {
    const name = this.#random.pick(['disk.rescue', 'kernel.rescue', 'disk_qcow', 'disk.old'])
    this.#turn()
    const path = `${this.#folderOf(uuid)}/${name}`
    if (this.#formats.has(path)) return
    if (name.startsWith('kernel')) this.#raw(path)
    else this.#image(path)
  }

  /** Another name of a file, in any folder. */
  #link(): void {
    const to = this.#random.pick(this.#files)
    // Of a link elsewhere nothing tells a scan.
    const folder = dirname(this.#random.pick(this.#files.filter((file) => !OUTSIDE.test(file))))
    const name = this.#random.pick([
      'linked',
      'disk.local',
      'disk.config',
      sha1(String(this.#count++)),
    ])
    const path = `${folder}/${name}`
    if (this.#formats.has(path)) return
    // The name of a symlink counts from where it is.
    const isSymlink = lstatSync(join(this.#root, to)).isSymbolicLink()
    if (!isSymlink && this.#chance(50)) {
      linkSync(join(this.#root, to), join(this.#root, path))
      const below = this.#below.get(to)
      if (below !== undefined) this.#below.set(path, below)
    } else {
      symlinkSync(relative(folder, to), join(this.#root, path))
      this.#below.set(path, to)
    }
    this.#files.push(path)
    this.#formats.set(path, this.#formats.get(to) ?? 'raw')
  }

  #foreignDomain(): void {
    this.#turn()
    const uuid = this.#uuid()
    const name = `own-${this.#count}`
    const xml = this.#withAny({ name, uuid, disks: [] })
    if (this.#chance(35)) {
      const kind = this.#random.pick(['snapshot', 'checkpoint', 'saved'] as const)
      const file = kind === 'saved' ? `save/${name}.save` : `${kind}/${name}/s.xml`
      const path = this.#ofLibvirt(`var/lib/libvirt/qemu/${file}`)
      mkdirSync(dirname(join(this.#root, path)), { recursive: true })
      this.#xml(path, xml, kind)
    } else if (this.#chance(40))
      this.#xml(this.#ofLibvirt(`run/libvirt/qemu/${name}.xml`), xml, 'running')
    else {
      const path = this.#ofLibvirt(`etc/libvirt/${this.#chance(30) ? 'lxc' : 'qemu'}/${name}.xml`)
      mkdirSync(dirname(join(this.#root, path)), { recursive: true })
      this.#xml(path, xml)
    }
  }

  /**
   * With one more file, whatever it is and in whatever way it is named. Old XML, beside what libvirt has of
   * the domain, keeps what it names, and leaves nothing open: of an image elsewhere nobody knows the base.
   */
  #withAny(xml: ClutterXml, age?: 'old'): ClutterXml {
    const isOutside = this.#chance(20) && age !== 'old'
    return { ...xml, disks: [...xml.disks, isOutside ? this.#outside() : this.#any()] }
  }

  #any(): NamedFile {
    const format = this.#random.pick(['raw', 'qcow2'])
    const form = this.#random.pick(CLUTTER_DISK_FORMS)
    const file = this.#random.pick(this.#nameable())
    const path = form.startsWith('folder') ? dirname(file) : file
    return this.#called({ form, path, format })
  }

  /** An image that no scan comes by, on any file; of a kernel nobody would read what is below. */
  #outside(): NamedFile {
    const path = this.#own(`srv/vm-${this.#count++}.qcow2`)
    const form = this.#random.pick(['disk', 'mirror', 'old-mirror', 'volume'] as const)
    if (form !== 'volume') return this.#called({ form, path, format: this.#image(path) })
    // Of a pool of which libvirt keeps no definition nobody knows the files: any base is in use.
    const bases = this.#nameable().slice(0, 4)
    const volume = this.#called({ form, path, format: this.#image(path, [OLD], bases) })
    if (this.#chance(50)) this.#pool(volume)
    return volume
  }

  #called(file: Omit<NamedFile, 'name' | 'pool'>): NamedFile {
    const name = this.#nameOf(file.path)
    return file.form === 'volume'
      ? { ...file, name, pool: this.#poolAt(dirname(name)) }
      : { ...file, name }
  }

  /** What its host calls the pool that a folder is: every host has a first one, somewhere else. */
  #poolAt(folder: string): string {
    const folders = this.#pools.get(this.#host) ?? []
    if (!folders.includes(folder)) folders.push(folder)
    this.#pools.set(this.#host, folders)
    return `pool${folders.indexOf(folder)}`
  }

  #xml(path: string, xml: ClutterXml, kind: ClutterKind = 'defined'): void {
    writeFileSync(join(this.#root, this.#linkedXml(path)), clutterXml(xml, kind))
    for (const disk of xml.disks) {
      if (disk.pool !== undefined && !OUTSIDE.test(disk.path)) this.#pool(disk)
      if (!disk.form.startsWith('folder')) this.#named.push([path, disk.path])
      // What goes out of an instance's own folder its guest has no part in.
      else if (disk.path !== this.#folders.get(xml.uuid)) this.#given.push([path, disk.path])
    }
  }

  /** Where an XML or a save is written: at its place, or beside it and linked from there. */
  #linkedXml(path: string): string {
    const place = join(this.#root, path)
    if (!path.includes('libvirt/') || existsSync(place) || !this.#chance(15)) return path
    const to = join(dirname(path), 'kept', `${this.#count++}`)
    mkdirSync(join(this.#root, dirname(to)), { recursive: true })
    symlinkSync(relative(dirname(path), to), place)
    return to
  }

  /** The pool that the folder of a volume is. */
  #pool({ path, name, pool: called = '' }: NamedFile): void {
    const pool = this.#ofLibvirt(`etc/libvirt/storage/${called}.xml`)
    mkdirSync(dirname(join(this.#root, pool)), { recursive: true })
    writeFileSync(join(this.#root, pool), poolXml(called, dirname(name)))
    if (![...this.#folders.values()].includes(dirname(path))) return
    this.#named.push([pool, dirname(path)])
  }

  #age(): void {
    const now = Date.now() / 1000
    for (const [path, age] of this.#aged) utimesSync(join(this.#root, path), now - age, now - age)
    const place = join(this.#root, this.#places.instances)
    for (const name of readdirSync(place)) utimesSync(join(place, name), now - OLD, now - OLD)
  }
}
