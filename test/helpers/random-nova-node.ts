import { execFileSync } from 'node:child_process'
import { mkdirSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha1OfAscii } from '../../shared/analysis/sha1.ts'
import { qemuImg, qemuIo, type SeededRandom } from './disk-images.ts'
import type { KnownInstance } from './nova.ts'
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

/** A compute node with what Nova's database and libvirt would say of it. */
export interface RandomNovaNode {
  readonly instancesPath: string
  readonly options: Readonly<Record<string, string | number | boolean>>
  /** As libvirt on the machine itself would name the files. */
  readonly domains: readonly string[]
  readonly known: readonly KnownInstance[]
}

/** Makes a node below `root` that Nova may have made, of images, flavors and states at random. */
export function randomNovaNode(root: string, random: SeededRandom): RandomNovaNode {
  return new Maker(root, random).node()
}

class Maker {
  readonly #root: string
  readonly #random: SeededRandom
  readonly #instances: string
  readonly #cache: string
  readonly #images: readonly string[]
  readonly #bases: string[] = []
  readonly #domains: string[] = []
  readonly #known: KnownInstance[] = []

  constructor(root: string, random: SeededRandom) {
    this.#root = root
    this.#random = random
    this.#instances = join(root, 'var/lib/nova/instances')
    this.#cache = join(this.#instances, '_base')
    this.#images = Array.from({ length: 4 }, () => this.#uuid())
    for (const folder of [this.#cache, join(root, 'etc/nova'), join(root, 'etc/libvirt/qemu')])
      mkdirSync(folder, { recursive: true })
  }

  node(): RandomNovaNode {
    const options = this.#configuration()
    for (const image of [...this.#images, this.#uuid()]) this.#basesOf(image)
    for (const name of MORE_NAMES) if (this.#chance(40)) this.#base(name)
    const count = 3 + this.#random.below(5)
    for (let number = 1; number <= count; number++) this.#instance(number)
    const domains = this.#domains
    return { instancesPath: this.#instances, options, domains, known: this.#known }
  }

  #chance(percent: number): boolean {
    return this.#random.below(100) < percent
  }

  #uuid(): string {
    const hex = Array.from({ length: 32 }, () => this.#random.below(16).toString(16)).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  }

  /** All options each time: those of the node before would stay. */
  #configuration(): RandomNovaNode['options'] {
    const pick = this.#random
    const cache = {
      remove_unused_base_images: pick.below(4) > 0,
      remove_unused_original_minimum_age_seconds: pick.pick([DAY, DAY, 60, 10 ** 6]),
      remove_unused_resized_minimum_age_seconds: pick.pick([HOUR, HOUR, 60, 10 ** 6]),
    }
    const format = pick.pick(['ext4', 'ext4', 'vfat'])
    const lines = Object.entries(cache).map(([name, value]) => `${name} = ${value}\n`)
    const conf = `[DEFAULT]\ndefault_ephemeral_format = ${format}\n[image_cache]\n${lines.join('')}`
    writeFileSync(join(this.#root, 'etc/nova/nova.conf'), conf)
    const options = Object.entries(cache).map(([name, value]) => [`image_cache.${name}`, value])
    return { default_ephemeral_format: format, ...Object.fromEntries(options) }
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

  #instance(number: number): void {
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
    this.#known.push({ uuid, number, image, swapMib, ephemeralGib, state })
    this.#domain(number, randomDomainXml({ name, uuid, folder, image }, disks))
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

  #domain(number: number, xml: string): void {
    const path = (root: string) =>
      xml.replaceAll('$instances', join(root, 'var/lib/nova/instances'))
    this.#domains.push(path(this.#root))
    writeFileSync(join(this.#root, `etc/libvirt/qemu/${number}.xml`), path('/'))
  }
}
