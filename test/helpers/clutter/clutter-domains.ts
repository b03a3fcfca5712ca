import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { type ClutterFiles, OLD, OUTSIDE } from './clutter-files.ts'
import {
  CLUTTER_DISK_FORMS,
  type ClutterKind,
  type ClutterXml,
  clutterXml,
  type NamedFile,
  poolXml,
} from './random-clutter-xml.ts'

/** The domains and pools of a node at random, which name its files in every way. */
export class ClutterDomains {
  /** XML with each file that it names. */
  readonly named: (readonly [xml: string, file: string])[] = []
  /** XML with each folder that its guest is given. */
  readonly given: (readonly [xml: string, folder: string])[] = []
  readonly #files: ClutterFiles
  /** The folders that are pools of a host, in the order of their numbers. */
  readonly #pools = new Map<string, string[]>()

  constructor(files: ClutterFiles) {
    this.#files = files
  }

  ofInstance(folder: string, uuid: string, disks: ClutterXml['disks']): void {
    const files = this.#files
    const name = `instance-${uuid.slice(-8)}`
    const xml = { name, uuid, disks }
    this.write(this.#ofLibvirt(`etc/libvirt/qemu/${name}.xml`), xml)
    if (files.chance(50))
      this.write(this.#ofLibvirt(`run/libvirt/qemu/${name}.xml`), this.#withAny(xml), 'running')
    if (files.chance(20)) this.write(`${folder}/libvirt.xml`, this.#withAny(xml, 'old'))
    if (files.chance(15)) this.write(`${folder}/unrescue.xml`, this.#withAny(xml))
  }

  /** One that Nova did not make. */
  foreign(uuid: string): void {
    const files = this.#files
    const name = `own-${files.count}`
    const xml = this.#withAny({ name, uuid, disks: [] })
    if (files.chance(35)) {
      const kind = files.random.pick(['snapshot', 'checkpoint', 'saved'] as const)
      const file = kind === 'saved' ? `save/${name}.save` : `${kind}/${name}/s.xml`
      const path = this.#ofLibvirt(`var/lib/libvirt/qemu/${file}`)
      mkdirSync(dirname(join(files.root, path)), { recursive: true })
      this.write(path, xml, kind)
    } else if (files.chance(40))
      this.write(this.#ofLibvirt(`run/libvirt/qemu/${name}.xml`), xml, 'running')
    else {
      const path = this.#ofLibvirt(`etc/libvirt/${files.chance(30) ? 'lxc' : 'qemu'}/${name}.xml`)
      mkdirSync(dirname(join(files.root, path)), { recursive: true })
      this.write(path, xml)
    }
  }

  write(path: string, xml: ClutterXml, kind: ClutterKind = 'defined'): void {
    const { root, folders } = this.#files
    writeFileSync(join(root, this.#linked(path)), clutterXml(xml, kind))
    for (const disk of xml.disks) {
      if (disk.pool !== undefined && !OUTSIDE.test(disk.path)) this.#definePool(disk)
      if (!disk.form.startsWith('folder')) this.named.push([path, disk.path])
      // What goes out of an instance's own folder its guest has no part in.
      else if (disk.path !== folders.get(xml.uuid)) this.given.push([path, disk.path])
    }
  }

  /** Where an XML or a save is written: at its place, or beside it and linked from there. */
  #linked(path: string): string {
    const files = this.#files
    const place = join(files.root, path)
    if (!path.includes('libvirt/') || existsSync(place) || !files.chance(15)) return path
    const to = join(dirname(path), 'kept', `${files.count++}`)
    mkdirSync(join(files.root, dirname(to)), { recursive: true })
    symlinkSync(relative(dirname(path), to), place)
    return to
  }

  #ofLibvirt(path: string): string {
    return join(this.#files.host, this.#files.places.libvirts(path))
  }

  /**
   * With one more file, whatever it is and in whatever way it is named. Old XML, beside what libvirt has of
   * the domain, keeps what it names, and leaves nothing open: of an image elsewhere nobody knows the base.
   */
  #withAny(xml: ClutterXml, age?: 'old'): ClutterXml {
    const isOutside = this.#files.chance(20) && age !== 'old'
    return { ...xml, disks: [...xml.disks, isOutside ? this.#outside() : this.#any()] }
  }

  #any(): NamedFile {
    const { random } = this.#files
    const format = random.pick(['raw', 'qcow2'])
    const form = random.pick(CLUTTER_DISK_FORMS)
    const file = random.pick(this.#files.nameable())
    const path = form.startsWith('folder') ? dirname(file) : file
    return this.#called({ form, path, format })
  }

  /** An image that no scan comes by, on any file; of a kernel nobody would read what is below. */
  #outside(): NamedFile {
    const files = this.#files
    const path = join(files.host, `srv/vm-${files.count++}.qcow2`)
    const form = files.random.pick(['disk', 'mirror', 'old-mirror', 'volume'] as const)
    if (form !== 'volume') return this.#called({ form, path, format: files.image(path) })
    // Of a pool of which libvirt keeps no definition nobody knows the files: any base is in use.
    const bases = files.nameable().slice(0, 4)
    const volume = this.#called({ form, path, format: files.image(path, [OLD], bases) })
    if (files.chance(50)) this.#definePool(volume)
    return volume
  }

  #called(file: Omit<NamedFile, 'name' | 'pool'>): NamedFile {
    const name = this.#files.nameOf(file.path)
    return file.form === 'volume'
      ? { ...file, name, pool: this.#poolAt(dirname(name)) }
      : { ...file, name }
  }

  /** What its host calls the pool that a folder is: every host has a first one, somewhere else. */
  #poolAt(folder: string): string {
    const { host } = this.#files
    const folders = this.#pools.get(host) ?? []
    if (!folders.includes(folder)) folders.push(folder)
    this.#pools.set(host, folders)
    return `pool${folders.indexOf(folder)}`
  }

  /** The pool that the folder of a volume is. */
  #definePool({ path, name, pool: called = '' }: NamedFile): void {
    const { root, folders } = this.#files
    const pool = this.#ofLibvirt(`etc/libvirt/storage/${called}.xml`)
    mkdirSync(dirname(join(root, pool)), { recursive: true })
    writeFileSync(join(root, pool), poolXml(called, dirname(name)))
    if (![...folders.values()].includes(dirname(path))) return
    this.named.push([pool, dirname(path)])
  }
}
