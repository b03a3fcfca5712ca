import { attempt } from '../files/attempt.ts'
import { joinPath } from '../files/paths.ts'
import {
  type DirectoryEntry,
  type EntryType,
  type FileStat,
  type FileTree,
  TreeError,
  type TreePath,
} from '../files/tree.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import { instanceDirName } from '../nova/names.ts'
import { type EntryDraft, entryOf, unknownEntry } from './entry.ts'
import { type Gone, seemsGone, settleGone } from './gone.ts'
import { judgeEntries } from './judge.ts'
import { LinkedDisks } from './linked-disks.ts'
import { markParts } from './mark-parts.ts'
import type { ScannedEntry, UnitResult } from './model.ts'
import { markPrograms } from './programs.ts'
import { fileRole } from './roles.ts'
import type { ScanUnit } from './scan-unit.ts'
import { holdsSnapshots } from './storage-snapshots.ts'
import { UnitDevice } from './unit-device.ts'
import { UnitFiles } from './unit-files.ts'
import { UnitTexts } from './unit-texts.ts'

/** Directories within one another below a unit's folder; what lies deeper is not listed. */
const MAX_DEPTH = 64

/** Who watches a unit being scanned. */
export interface UnitWatch {
  readonly onEntry?: (entry: ScannedEntry) => void
  /** Asked before each entry; once true, the unit ends with what it has. */
  readonly cancelled?: () => boolean
}

/**
 * Scans one unit: the folder's own entry, then everything below it, names in order. An entry that
 * cannot be read is an entry with a fault; only an error in this program is thrown.
 */
export function scanUnit(tree: FileTree, unit: ScanUnit, watch: UnitWatch = {}): UnitResult {
  return new UnitScanner(tree, unit, watch).run()
}

class UnitScanner {
  readonly #tree: FileTree
  readonly #unit: ScanUnit
  readonly #watch: UnitWatch
  readonly #skip: ReadonlySet<TreePath>
  readonly #entries: EntryDraft[] = []
  /** Of these, what was not there any more when it was looked at. */
  readonly #gone: EntryDraft[] = []
  readonly #linked: LinkedDisks
  readonly #device: UnitDevice
  readonly #texts: UnitTexts
  readonly #files: UnitFiles
  #partial = false

  constructor(tree: FileTree, unit: ScanUnit, watch: UnitWatch) {
    this.#tree = tree
    this.#unit = unit
    this.#watch = watch
    this.#skip = new Set(unit.skip)
    this.#texts = new UnitTexts(tree, unit)
    this.#files = new UnitFiles(tree, unit, this.#texts)
    this.#linked = new LinkedDisks(tree, unit)
    this.#device = new UnitDevice(tree, unit)
  }

  run(): UnitResult {
    this.#visit(this.#unit.path, 'directory', [], '')
    const gone = this.#settleGone()
    if (gone?.gone.isUnit === true) return this.#goneWhole(gone)
    const entries = this.#linked.eachOnce(
      this.#entries.filter((entry) => gone?.entries.has(entry) !== true),
    )
    markParts(this.#unit, entries, this.#tree.rootPath)
    markPrograms(this.#tree, this.#unit, entries)
    judgeEntries(this.#tree, this.#unit, entries, {
      diskInfo: this.#texts.found.diskInfo,
      short: this.#files.short,
    })
    return {
      unit: this.#unit,
      entries,
      ...this.#texts.found,
      ...(this.#partial && { partial: true }),
      ...(gone && { gone: gone.gone }),
      ...this.#device.found,
    }
  }

  /** Only what keeps its fault was seen: of the rest nobody is told. */
  #settleGone(): Gone | undefined {
    const where = { tree: this.#tree, unit: this.#unit, dev: this.#device.dev }
    const gone = settleGone(this.#gone, where)
    for (const entry of this.#gone) {
      if (gone?.entries.has(entry) !== true) this.#watch.onEntry?.(entry)
    }
    return gone
  }

  /** The folder alone, whose fault counts where the scan finds that the storage went away. */
  #goneWhole({ gone, dev }: Gone): UnitResult {
    const { path } = this.#unit
    const fault = { code: 'not-found', path, errno: 'ENOENT' } as const
    const entries = [unknownEntry(path, 'directory', 'directory', fault)]
    return { unit: this.#unit, entries, gone, ...(dev !== undefined && { dev }) }
  }

  #visit(path: TreePath, listed: EntryType, above: readonly string[], name: string): void {
    this.#partial ||= this.#watch.cancelled?.() ?? false
    if (this.#partial) return
    if (listed === 'file' && this.#addListed(path, above, name)) return
    const stat = attempt(() => this.#tree.lstat(path))
    if (stat instanceof TreeError) {
      this.#add(unknownEntry(path, listed, this.#role(listed, above, name), stat.fault))
    } else if (stat.type === 'directory') {
      this.#device.on(stat.dev, () => this.#visitDirectory(path, stat, above, name))
    } else {
      const entry = this.#files.leaf(path, stat, this.#role(stat.type, above, name), name)
      this.#add(entry)
      if (this.#linked.has(entry)) this.#addLinked(entry, name)
    }
  }

  #addLinked(link: EntryDraft, name: string): void {
    const entry = attempt(() => this.#linkedFile(link, name))
    if (entry instanceof TreeError) {
      const { code, errno } = entry.fault
      if (code !== 'not-found') link.fault = { code, errno, path: link.path }
    } else if (entry !== undefined) {
      this.#add(entry)
    }
  }

  #linkedFile({ path: link, role }: EntryDraft, name: string): EntryDraft | undefined {
    const found = this.#linked.follow(link)
    if (found === undefined) return undefined
    const { path, stat } = found
    const entry = this.#files.image(path, stat, role, name)
    if (stat.dev !== this.#device.dev) entry.dev = stat.dev
    this.#linked.mark(entry, link)
    return entry
  }

  /**
   * A file that is going to be read anyway tells its size and times when it is open. False when it is
   * another kind of file, or cannot be opened or read: then it is looked at as everything else is.
   */
  #addListed(path: TreePath, above: readonly string[], name: string): boolean {
    const entry = this.#files.listed(path, this.#role('file', above, name), name)
    if (entry === undefined) return false
    this.#add(entry)
    return true
  }

  #role(type: EntryType, above: readonly string[], name: string): EntryRole {
    return type === 'directory' ? 'directory' : fileRole(this.#unit, above, name)
  }

  #visitDirectory(path: TreePath, stat: FileStat, above: readonly string[], name: string): void {
    const own = path === this.#unit.path
    if (holdsSnapshots(this.#tree, path)) {
      if (own) this.#device.note(path, stat.dev)
      this.#addSnapshots(path, stat)
      return
    }
    const entry = entryOf(path, 'directory', stat, undefined)
    if (own) this.#device.noteInode(stat.ino)
    const inside = own ? above : [...above, name]
    this.#device.note(path, stat.dev)
    const children =
      inside.length > MAX_DEPTH ? tooDeep(path) : attempt(() => this.#tree.list(path))
    if (children instanceof TreeError) entry.fault = children.fault
    this.#add(entry)
    if (!(children instanceof TreeError)) this.#visitAll(path, children, inside)
  }

  /** Nothing in it is listed, and the folder takes nothing itself: no removal would free it. */
  #addSnapshots(path: TreePath, stat: FileStat): void {
    this.#add(entryOf(path, 'storage-snapshot', { ...stat, allocated: 0 }, undefined))
  }

  #visitAll(path: TreePath, children: readonly DirectoryEntry[], inside: readonly string[]): void {
    const own = path === this.#unit.path
    for (const child of children) {
      const childPath = joinPath(path, child.name)
      if (child.type === 'directory' && this.#isOtherUnit(childPath, child.name, own)) continue
      this.#visit(childPath, child.type, inside, child.name)
    }
  }

  #isOtherUnit(path: TreePath, name: string, direct: boolean): boolean {
    if (this.#skip.has(path)) return true
    if (this.#unit.shallow) return true
    return direct && this.#unit.kind === 'top' && instanceDirName(name) !== undefined
  }

  #add(entry: EntryDraft): void {
    this.#device.mark(entry)
    this.#entries.push(entry)
    if (seemsGone(entry)) this.#gone.push(entry)
    else this.#watch.onEntry?.(entry)
  }
}

function tooDeep(path: TreePath): TreeError {
  return new TreeError('too-deep', path, '')
}
