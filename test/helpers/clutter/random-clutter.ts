import type { SeededRandom } from '../images/seeded-random.ts'
import { sha1 } from '../trees/small-node.ts'
import { ClutterDomains } from './clutter-domains.ts'
import { ClutterFiles, OLD } from './clutter-files.ts'
import { ClutterPlaces } from './clutter-places.ts'
import type { ClutterXml } from './random-clutter-xml.ts'

/** Of files in the cache: both sides of when one may go. */
const BASE_AGES = [0, OLD]

/** What was made, told by whoever made it; paths are below the root. */
export interface Clutter
  extends Pick<ClutterFiles, 'below'>,
    Pick<ClutterDomains, 'named' | 'given'> {
  readonly opened: readonly string[]
}

/**
 * Makes a node below `root`, or two on one instances_path, with everything that a clean-up may find, and
 * with what may still need it: chains from one folder into another, links of both kinds, folders that lie
 * elsewhere, domains of others.
 */
export function randomClutter(root: string, random: SeededRandom): Clutter {
  return new Clutterer(new ClutterFiles(root, random, new ClutterPlaces(root, random))).make()
}

class Clutterer {
  readonly #files: ClutterFiles
  readonly #domains: ClutterDomains
  readonly #random: SeededRandom

  constructor(files: ClutterFiles) {
    this.#files = files
    this.#domains = new ClutterDomains(files)
    this.#random = files.random
  }

  make(): Clutter {
    this.#caches()
    const instances = this.#times(2, 4, () => this.#instance())
    this.#times(0, 2, () => this.#folder(this.#uuid(), 'lost'))
    this.#times(0, 2, () => this.#folder(`${this.#random.pick(instances)}_resize`))
    this.#times(0, 1, () => this.#folder(`${this.#uuid()}_del`))
    this.#times(0, 2, () => this.#loose())
    this.#times(0, 2, () => this.#rescueOf(this.#random.pick(instances)))
    this.#times(0, 3, () => this.#files.link())
    this.#times(0, 3, () => this.#foreignDomain())
    this.#files.age()
    const { below, places } = this.#files
    const { named, given } = this.#domains
    return { opened: places.opened, below, named, given }
  }

  #times<T>(least: number, most: number, make: () => T): readonly T[] {
    return Array.from({ length: least + this.#random.below(most - least + 1) }, make)
  }

  #uuid(): string {
    this.#files.count += 1
    return `aaaaaaaa-0000-4000-8000-${String(this.#files.count).padStart(12, '0')}`
  }

  #caches(): void {
    const files = this.#files
    const { cache } = files.places
    for (const image of [1, 2, 3, 4]) files.raw(`${cache}/${sha1(String(image))}`, BASE_AGES)
    if (files.chance(50)) files.raw(`${cache}/${sha1('1')}_10`, BASE_AGES)
    if (files.chance(50)) files.image(`${cache}/kept.img`, BASE_AGES)
    if (files.chance(50)) files.raw(`${cache}/${sha1('9')}.part`)
  }

  #instance(): string {
    this.#files.turn()
    const uuid = this.#uuid()
    const folder = this.#files.folderOf(uuid)
    this.#domains.ofInstance(folder, uuid, this.#disks(folder))
    return uuid
  }

  #disks(folder: string): ClutterXml['disks'] {
    const names = this.#files.chance(40) ? ['disk', 'disk.eph0'] : ['disk']
    return names.map((name) => {
      const path = `${folder}/${name}`
      const format = this.#files.image(path)
      return { form: 'disk', path, name: this.#files.nameOf(path), format } as const
    })
  }

  #folder(name: string, kind?: 'lost'): void {
    this.#files.turn()
    const folder = this.#files.folderOf(name)
    const disks = this.#disks(folder)
    if (this.#files.chance(30)) this.#files.raw(`${folder}/console.log`)
    if (kind === 'lost' && this.#files.chance(40)) {
      const path = `${folder}/libvirt.xml`
      this.#domains.write(path, { name: 'lost', uuid: name, disks })
      this.#files.setAge(path, OLD)
    }
  }

  /** What work that did not end has left. */
  #loose(): void {
    this.#files.turn()
    const { instances } = this.#files.places
    const hex = String(this.#random.below(10)).repeat(32)
    const paths = [
      `${instances}/snapshots/tmpabcdef1${this.#random.below(10)}/${hex}.delta`,
      `${instances}/backup-${this.#random.below(10)}.qcow2`,
      `${instances}/tmpabcdef1${this.#random.below(10)}`,
    ]
    const path = this.#random.pick(paths)
    if (!this.#files.has(path)) this.#files.image(path)
  }

  #rescueOf(uuid: string): void {
    const name = this.#random.pick(['disk.rescue', 'kernel.rescue', 'disk_qcow', 'disk.old'])
    this.#files.turn()
    const path = `${this.#files.folderOf(uuid)}/${name}`
    if (this.#files.has(path)) return
    if (name.startsWith('kernel')) this.#files.raw(path)
    else this.#files.image(path)
  }

  #foreignDomain(): void {
    this.#files.turn()
    this.#domains.foreign(this.#uuid())
  }
}
