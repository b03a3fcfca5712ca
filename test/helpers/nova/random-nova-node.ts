import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { sha1OfAscii } from '../../../shared/nova/sha1.ts'
import { qemuImg, qemuIo } from '../images/disk-images.ts'
import type { SeededRandom } from '../images/seeded-random.ts'
import { INSTANCES } from '../trees/small-node.ts'
import type { KnownInstance } from './nova.ts'
import { type NovaOptions, randomNovaConf } from './random-nova-conf.ts'
import { randomDomainXml } from './random-nova-domain.ts'

const [MIB, GIB, HOUR] = [1 << 20, 1024 ** 3, 3600]
const DAY = 24 * HOUR
/** Around the ages at which something becomes removable. */
const AGES = [0, HOUR - 100, HOUR + 100, DAY - 300, DAY + 300, 40 * DAY]
const EXT4 = '40d1d2c'
/** Names of blank disks, and what Nova passes over or takes for an image. */
const MORE_NAMES = [
  ...['swap_64', 'swap_512', 'swap_9', 'swap_x', `ephemeral_1_${EXT4}`, `ephemeral_2_${EXT4}`],
  ...['ephemeral_1_0706d66', 'ephemeral_1_default', 'ephemeral_1_linux', 'ephemeral_0_1_None'],
  ...['q'.repeat(40), `${'q'.repeat(40)}_zz`, '0'.repeat(41), `${'a'.repeat(40)}.part`, 'readme'],
]

/** A compute node with what its libvirt would say. */
export interface RandomNovaHost {
  readonly root: string
  readonly options: NovaOptions
  /** As libvirt on the machine itself would name the files. */
  readonly domains: readonly string[]
}

/** Compute nodes that have one instances_path, with what Nova's database would say of it. */
export interface RandomNovaNodes {
  readonly instancesPath: string
  readonly hosts: readonly RandomNovaHost[]
  readonly known: readonly KnownInstance[]
}

/** Makes a node below `root` that Nova may have made, of images, flavors and states at random. */
export function randomNovaNode(root: string, random: SeededRandom): RandomNovaNodes {
  return new Maker([root], join(root, INSTANCES), random).nodes()
}

/** The same of several, which are called as their folders below `root`, on one folder beside them. */
export function randomNovaNodes(
  root: string,
  names: readonly string[],
  random: SeededRandom,
): RandomNovaNodes {
  const roots = names.map((name) => join(root, name))
  const instances = join(root, 'shared')
  mkdirSync(instances)
  for (const one of roots) {
    mkdirSync(join(one, dirname(INSTANCES)), { recursive: true })
    symlinkSync(relative(join(one, dirname(INSTANCES)), instances), join(one, INSTANCES))
  }
  return new Maker(roots, instances, random).nodes()
}

class Maker {
  readonly #roots: readonly string[]
  readonly #random: SeededRandom
  readonly #instances: string
  readonly #cache: string
  readonly #images: readonly string[]
  readonly #bases: string[] = []
  readonly #domains = new Map<string, string[]>()
  readonly #known: KnownInstance[] = []

  constructor(roots: readonly string[], instances: string, random: SeededRandom) {
    this.#roots = roots
    this.#random = random
    this.#instances = instances
    this.#cache = join(instances, '_base')
    this.#images = Array.from({ length: 4 }, () => this.#uuid())
    const own = roots.flatMap((root) => [join(root, 'etc/nova'), join(root, 'etc/libvirt/qemu')])
    for (const folder of [this.#cache, ...own]) mkdirSync(folder, { recursive: true })
  }

  nodes(): RandomNovaNodes {
    const options = this.#roots.map((root) => this.#configuration(root))
    for (const image of [...this.#images, this.#uuid()]) this.#basesOf(image)
    for (const name of MORE_NAMES) if (this.#chance(40)) this.#base(name)
    const count = 3 + this.#random.below(5) + this.#roots.length - 1
    for (let number = 1; number <= count; number++)
      this.#instance(number, this.#roots[number % this.#roots.length] ?? '')
    const hosts = this.#roots.map((root, at) => {
      return { root, options: options[at] ?? {}, domains: this.#domains.get(root) ?? [] }
    })
    return { instancesPath: this.#instances, hosts, known: this.#known }
  }

  #chance(percent: number): boolean {
    return this.#random.below(100) < percent
  }

  #uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.#random.below(16).toString(16)).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }

  #configuration(root: string): RandomNovaHost['options'] {
    const { options, text } = randomNovaConf(basename(root), this.#random)
    writeFileSync(join(root, 'etc/nova/nova.conf'), text)
    return options
  }

  #basesOf(image: string): void {
    const sha1 = sha1OfAscii(image) ?? ''
    const suffixes = ['', '_sm', '_10', '_5'].filter((_, at) => this.#chance(at === 0 ? 85 : 30))
    for (const suffix of suffixes) this.#bases.push(this.#base(sha1 + suffix))
  }

  #base(name: string): string {
    const path = join(this.#cache, name)
    qemuImg('create', '-q', '-f', 'raw', path, '1M')
    if (this.#chance(50)) qemuIo(path, ['write -q -P 7 0 64k'], 'raw')
    const time = Date.now() / 1000 - this.#random.pick(AGES)
    utimesSync(path, time, time)
    return name
  }

  #instance(number: number, root: string): void {
    const uuid = this.#uuid()
    const name = `instance-0000000${number}`
    const folder = this.#chance(15) ? name : uuid
    const isOverlay = this.#chance(75)
    const image = this.#random.pick(this.#images)
    const swapMib = this.#random.pick([0, 64, 512])
    const ephemeralGib = this.#random.pick([[], [1], [2, 1]])
    mkdirSync(join(this.#instances, folder))
    const disks = new Map<string, string>()
    const add = (disk: string, base: string | undefined, size: number) =>
      disks.set(disk, this.#disk(`${folder}/${disk}`, isOverlay ? base : undefined, size))
    add('disk', this.#rootBase(image), this.#random.pick([MIB, 3 * MIB, 10 * GIB]))
    for (const [at, gib] of ephemeralGib.entries())
      add(`disk.eph${at}`, `ephemeral_${gib}_${EXT4}`, gib * GIB)
    if (swapMib > 0) add('disk.swap', `swap_${swapMib}`, swapMib * MIB)
    const isResized = this.#chance(20)
    if (isResized) this.#copy(folder)
    const state = isResized && this.#chance(50) ? 'resized' : 'active'
    const host = basename(root)
    this.#known.push({ uuid, number, image, swapMib, ephemeralGib, state, host })
    this.#domain(root, number, randomDomainXml({ name, uuid, folder, image }, disks))
  }

  /** A copy of the image, if there is one. */
  #rootBase(image: string): string {
    const own = this.#bases.filter((name) => name.startsWith(sha1OfAscii(image) ?? ''))
    return own.length === 0 ? (sha1OfAscii(image) ?? '') : this.#random.pick(own)
  }

  #copy(folder: string): void {
    mkdirSync(join(this.#instances, `${folder}_resize`))
    if (this.#bases.length > 0) {
      this.#disk(`${folder}_resize/disk`, this.#random.pick(this.#bases), GIB)
    }
  }

  /** Gives its format. */
  #disk(path: string, base: string | undefined, size: number): string {
    const full = join(this.#instances, path)
    if (base !== undefined) {
      const backing = ['-u', '-F', 'raw', '-b', `../_base/${base}`]
      qemuImg('create', '-q', '-f', 'qcow2', ...backing, full, String(size))
      return 'qcow2'
    }
    const format = this.#random.pick(['raw', 'raw', 'qcow2'])
    qemuImg('create', '-q', '-f', format, full, String(size))
    if (format === 'raw' && this.#chance(30)) {
      // Space that was reserved, beyond the end too.
      execFileSync('fallocate', ['-n', '-l', String(this.#random.pick([MIB, 4 * MIB])), full])
    } else if (this.#chance(50)) qemuIo(full, ['write -q -P 3 0 512k'], format)
    // By the size of a blank disk Nova knows what it is made from.
    if (format === 'raw' && path.endsWith('/disk') && this.#chance(10))
      truncateSync(full, size + 512)
    return format
  }

  #domain(root: string, number: number, xml: string): void {
    const domains = this.#domains.get(root) ?? []
    domains.push(xml.replaceAll('$instances', this.#instances))
    this.#domains.set(root, domains)
    const recorded = xml.replaceAll('$instances', `/${INSTANCES}`)
    writeFileSync(join(root, `etc/libvirt/qemu/${number}.xml`), recorded)
  }
}
