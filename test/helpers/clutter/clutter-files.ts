import {
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
import type { ClutterPlaces } from './clutter-places.ts'
import { copyOverlay } from './renamed-overlay.ts'

/** Seconds, and more than anything that a plan waits for. */
export const OLD = 10 * 24 * 3600

/** Images that no scan comes by. */
export const OUTSIDE = /(?:^|\/)srv\/vm-/

/** The files of a node at random, each on any other. Paths are below the root of all. */
export class ClutterFiles {
  readonly root: string
  readonly random: SeededRandom
  readonly places: ClutterPlaces
  /** Images with the file that each stands on. */
  readonly below = new Map<string, string>()
  /** Folders of instances by their UUID, after symlinks. */
  readonly folders = new Map<string, string>()
  /** Names of things are told apart by it. */
  count = 0
  /** Whose domain or disk is made. */
  #host: string
  /** Files that something may stand on, or name. */
  readonly #files: string[] = []
  readonly #formats = new Map<string, 'raw' | 'qcow2'>()
  readonly #aged = new Map<string, number>()

  constructor(root: string, random: SeededRandom, places: ClutterPlaces) {
    this.root = root
    this.random = random
    this.places = places
    this.#host = random.pick(places.hosts)
  }

  get host(): string {
    return this.#host
  }

  /** Something of any host begins. */
  turn(): void {
    this.#host = this.random.pick(this.places.hosts)
  }

  chance(percent: number): boolean {
    return this.random.below(100) < percent
  }

  has(path: string): boolean {
    return this.#formats.has(path)
  }

  /** What the host calls a path. */
  nameOf(path: string): string {
    const name = this.places.nameOf(path, this.#host)
    if (name === undefined) throw new Error(`${this.#host} has no ${path}`)
    return name
  }

  /** Files that the host has, the first few of the cache. */
  nameable(): readonly string[] {
    return this.#files.filter((path) => this.places.nameOf(path, this.#host) !== undefined)
  }

  folderOf(name: string): string {
    const folder = this.folders.get(name) ?? this.places.instanceFolder(name)
    this.folders.set(name, folder)
    return folder
  }

  raw(path: string, ages: readonly number[] = [OLD]): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true })
    const content = Buffer.alloc(512 * (1 + this.random.below(100)), 7)
    writeFileSync(join(this.root, path), content)
    this.below.delete(path)
    this.#made(path, 'raw', ages)
  }

  /** Raw data, or an image that stands on any file that is there. */
  image(
    path: string,
    ages: readonly number[] = [OLD],
    files: readonly string[] = this.nameable(),
  ): string {
    if (this.chance(30)) {
      this.raw(path, ages)
      return 'raw'
    }
    const base = this.random.pick(this.chance(60) ? files.slice(0, 4) : files)
    mkdirSync(dirname(join(this.root, path)), { recursive: true })
    copyOverlay(join(this.root, path), this.nameOf(base), this.#formats.get(base) ?? 'raw')
    this.below.set(path, base)
    this.#made(path, 'qcow2', ages)
    return 'qcow2'
  }

  #made(path: string, format: 'raw' | 'qcow2', ages: readonly number[]): void {
    this.#files.push(path)
    this.#formats.set(path, format)
    this.setAge(path, this.random.pick(ages))
  }

  /** Another name of a file, in any folder. */
  link(): void {
    const to = this.random.pick(this.#files)
    // Of a link elsewhere nothing tells a scan.
    const folder = dirname(this.random.pick(this.#files.filter((file) => !OUTSIDE.test(file))))
    const other = sha1(String(this.count++))
    const name = this.random.pick(['linked', 'disk.local', 'disk.config', other])
    const path = `${folder}/${name}`
    if (this.has(path)) return
    // The name of a symlink counts from where it is.
    const isSymlink = lstatSync(join(this.root, to)).isSymbolicLink()
    if (!isSymlink && this.chance(50)) {
      linkSync(join(this.root, to), join(this.root, path))
      const below = this.below.get(to)
      if (below !== undefined) this.below.set(path, below)
    } else {
      symlinkSync(relative(folder, to), join(this.root, path))
      this.below.set(path, to)
    }
    this.#files.push(path)
    this.#formats.set(path, this.#formats.get(to) ?? 'raw')
  }

  /** Seconds; told when all is there, since what is made later renews it. */
  setAge(path: string, age: number): void {
    this.#aged.set(path, age)
  }

  age(): void {
    const now = Date.now() / 1000
    for (const [path, age] of this.#aged) utimesSync(join(this.root, path), now - age, now - age)
    const place = join(this.root, this.places.instances)
    for (const name of readdirSync(place)) utimesSync(join(place, name), now - OLD, now - OLD)
  }
}
