import { joinPath } from '../files/paths.ts'
import { linkFacts } from '../files/resolve.ts'
import {
  type EntryType,
  type FileStat,
  type FileTree,
  TreeError,
  type TreeFault,
  type TreePath,
} from '../files/tree.ts'
import type { ImageSummary } from '../formats/types.ts'
import { baseName, type EntryRole, instanceDirName } from '../nova/names.ts'
import { allocatedWithoutBlocks } from './allocated-from.ts'
import { type EntryDraft, entryOf, unknownEntry } from './entry.ts'
import { mountedAt } from './file-systems.ts'
import { judgeEntries } from './judge.ts'
import { LinkedDisks } from './linked-disks.ts'
import { markExtents } from './mark-extents.ts'
import type { MountedFileSystem, ScannedEntry, ScanUnit, UnitResult } from './model.ts'
import { probeFile, probeOpened } from './probe-file.ts'
import { fileRole, holdsImage, isText, looksLikeRawImage } from './roles.ts'
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
  readonly #linked: LinkedDisks
  readonly #mounts: MountedFileSystem[] = []
  readonly #texts: UnitTexts
  #dev: number | undefined
  #partial = false

  constructor(tree: FileTree, unit: ScanUnit, watch: UnitWatch) {
    this.#tree = tree
    this.#unit = unit
    this.#watch = watch
    this.#skip = new Set(unit.skip)
    this.#texts = new UnitTexts(tree)
    this.#linked = new LinkedDisks(tree, unit)
  }

  run(): UnitResult {
    this.#visit(this.#unit.path, 'directory', [], '')
    const entries = this.#linked.eachOnce(this.#entries)
    markExtents(entries)
    judgeEntries(this.#tree, this.#unit, entries, this.#texts.found.diskInfo)
    return {
      unit: this.#unit,
      entries,
      ...this.#texts.found,
      ...(this.#partial && { partial: true }),
      ...(this.#dev !== undefined && { dev: this.#dev }),
      ...(this.#mounts.length > 0 && { mounts: this.#mounts }),
    }
  }

  #visit(path: TreePath, listed: EntryType, above: readonly string[], name: string): void {
    this.#partial ||= this.#watch.cancelled?.() ?? false
    if (this.#partial) return
    if (listed === 'file' && this.#addListed(path, above, name)) return
    const stat = this.#attempt(() => this.#tree.lstat(path))
    if (stat instanceof TreeError) {
      this.#add(unknownEntry(path, listed, this.#role(listed, above, name), stat.fault))
    } else if (stat.type === 'directory') {
      this.#visitDirectory(path, stat, above, name)
    } else {
      const entry = this.#leaf(path, stat, this.#role(stat.type, above, name), name)
      this.#add(entry)
      if (this.#linked.has(entry)) this.#addLinked(entry, name)
    }
  }

  #addLinked(link: EntryDraft, name: string): void {
    const entry = this.#attempt(() => this.#linkedFile(link, name))
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
    const image = holdsImage(role, name) ? probeFile(this.#tree, path) : undefined
    const entry = this.#fileEntry(path, stat, role, name, image)
    this.#linked.mark(entry, link)
    return entry
  }

  /**
   * A file that is going to be read anyway tells its size and times when it is open. False when it is
   * another kind of file, or cannot be opened or read: then it is looked at as everything else is.
   */
  #addListed(path: TreePath, above: readonly string[], name: string): boolean {
    const role = this.#role('file', above, name)
    if (this.#unit.kind === 'folder' || !(holdsImage(role, name) || isText(role))) return false
    const entry = this.#attempt(() => this.#readListed(path, role, name))
    if (entry instanceof TreeError) return false
    this.#add(entry)
    return true
  }

  #readListed(path: TreePath, role: EntryRole, name: string): EntryDraft {
    const file = this.#tree.openListed(path)
    try {
      const image = holdsImage(role, name) ? probeOpened(file) : undefined
      const entry = this.#fileEntry(path, file.stat, role, name, image)
      this.#texts.readOpened(file, path, role)
      return entry
    } finally {
      file.close()
    }
  }

  #role(type: EntryType, above: readonly string[], name: string): EntryRole {
    return type === 'directory' ? 'directory' : fileRole(this.#unit, above, name)
  }

  #visitDirectory(path: TreePath, stat: FileStat, above: readonly string[], name: string): void {
    const entry = entryOf(path, 'directory', stat, undefined)
    const own = path === this.#unit.path
    this.#noteDevice(path, stat.dev)
    const inside = own ? above : [...above, name]
    const children =
      inside.length > MAX_DEPTH ? tooDeep(path) : this.#attempt(() => this.#tree.list(path))
    if (children instanceof TreeError) entry.fault = children.fault
    this.#add(entry)
    if (children instanceof TreeError) return
    for (const child of children) {
      const childPath = joinPath(path, child.name)
      if (child.type === 'directory' && this.#isOtherUnit(childPath, child.name, own)) continue
      this.#visit(childPath, child.type, inside, child.name)
    }
  }

  /** The unit's own device first; any other is a mount inside it, each noted where it was met. */
  #noteDevice(path: TreePath, dev: number): void {
    this.#dev ??= dev
    if (dev === this.#dev || this.#mounts.some((mount) => mount.dev === dev)) return
    this.#mounts.push(mountedAt(this.#tree, path, dev))
  }

  #isOtherUnit(path: TreePath, name: string, direct: boolean): boolean {
    if (this.#skip.has(path)) return true
    if (this.#unit.shallow) return true
    return direct && this.#unit.kind === 'top' && instanceDirName(name) !== undefined
  }

  #leaf(path: TreePath, stat: FileStat, role: EntryRole, name: string): EntryDraft {
    if (stat.type === 'file') return this.#file(path, stat, role, name)
    const entry = entryOf(path, role, stat, undefined)
    if (stat.type === 'symlink') {
      const link = this.#attempt(() => linkFacts(this.#tree, path))
      if (link instanceof TreeError) entry.fault = link.fault
      else entry.link = link
    }
    if (entry.fault === undefined && this.#isToBeRead(role, name)) {
      const fault = unreadFault(entry)
      if (fault !== undefined) entry.fault = fault
    }
    return entry
  }

  /** Whether a file at this name would be read. */
  #isToBeRead(role: EntryRole, name: string): boolean {
    if (this.#unit.kind === 'folder') return looksLikeRawImage(name, 0)
    return holdsImage(role, name) || isText(role)
  }

  #file(path: TreePath, stat: FileStat, role: EntryRole, name: string): EntryDraft {
    const any = this.#unit.kind === 'folder'
    const wanted = any ? stat.length > 0 || looksLikeRawImage(name, 0) : holdsImage(role, name)
    const image = wanted ? this.#attempt(() => probeFile(this.#tree, path)) : undefined
    const entry = this.#fileEntry(path, stat, role, name, image)
    const fault = this.#texts.read(path, role)
    if (fault !== undefined) entry.fault = fault
    return entry
  }

  #fileEntry(
    path: TreePath,
    stat: FileStat,
    role: EntryRole,
    name: string,
    image: ImageSummary | TreeError | undefined,
  ): EntryDraft {
    const entry =
      image instanceof TreeError || image === undefined
        ? entryOf(path, role, stat, undefined)
        : this.#unit.kind === 'folder'
          ? folderFile(path, stat, name, image)
          : entryOf(path, role, stat, image)
    if (image instanceof TreeError) entry.fault = image.fault
    if (role === 'base') entry.base = baseName(name)
    const fault = this.#withoutBlocks(entry)
    if (fault) entry.fault = fault
    return entry
  }

  #withoutBlocks(entry: EntryDraft): TreeFault | undefined {
    if (this.#unit.untrustedBlocks !== true) return undefined
    const failed = this.#attempt(() => allocatedWithoutBlocks(this.#tree, entry))
    return failed instanceof TreeError ? failed.fault : undefined
  }

  #attempt<T>(act: () => T): T | TreeError {
    try {
      return act()
    } catch (error) {
      if (error instanceof TreeError) return error
      throw error
    }
  }

  #add(entry: ScannedEntry): void {
    this.#entries.push(entry)
    this.#watch.onEntry?.(entry)
  }
}

function folderFile(path: TreePath, stat: FileStat, name: string, image: ImageSummary): EntryDraft {
  const known = image.format !== 'raw' || looksLikeRawImage(name, stat.length)
  return known ? entryOf(path, 'image', stat, image) : entryOf(path, 'unknown', stat, undefined)
}

/** Why nothing is read of what is no file: a FIFO, a socket, a device, a symlink that nobody can follow. */
function unreadFault({ path, type, link }: EntryDraft): TreeFault | undefined {
  if (type !== 'symlink') return { code: 'not-a-file', path, errno: '' }
  return link?.loops === true ? { code: 'loop', path, errno: 'ELOOP' } : undefined
}

function tooDeep(path: TreePath): TreeError {
  return new TreeError('too-deep', path, '')
}
