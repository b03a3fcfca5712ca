import { attempt } from '../files/attempt.ts'
import {
  type FileStat,
  type FileTree,
  type OpenFile,
  TreeError,
  type TreeFault,
  type TreePath,
} from '../files/tree.ts'
import { seemsCut } from '../formats/seems-cut.ts'
import type { ImageSummary } from '../formats/types.ts'
import { withVpcFooter } from '../formats/vpc/recorded.ts'
import { baseName } from '../nova/base-name.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import { addLink } from './add-link.ts'
import { allocatedWithoutBlocks } from './allocated-from.ts'
import { type EntryDraft, entryOf, holdsNoData, isBlockDevice } from './entry.ts'
import { isSeldomImage, looseRole, mayBeImage, standsOnOthers } from './loose-files.ts'
import type { ScannedEntry } from './model.ts'
import { probeFile, probeListed, probeOpened } from './probe-file.ts'
import { holdsImage, isText, looksLikeRawImage } from './roles.ts'
import type { ScanUnit } from './scan-unit.ts'
import { mayEndShort } from './suspects.ts'
import type { UnitTexts } from './unit-texts.ts'

/** Makes the entries of a unit's files, and reads of each what its role asks for. */
export class UnitFiles {
  readonly #tree: FileTree
  readonly #unit: ScanUnit
  readonly #texts: UnitTexts
  readonly #short = new Set<ScannedEntry>()

  constructor(tree: FileTree, unit: ScanUnit, texts: UnitTexts) {
    this.#tree = tree
    this.#unit = unit
    this.#texts = texts
  }

  /** Images that seem to end before what they hold, by a look while they were open. */
  get short(): ReadonlySet<ScannedEntry> {
    return this.#short
  }

  /**
   * A listed file that is going to be read anyway, without a look before. Undefined for other files,
   * and for one that cannot be opened or read: it is looked at as everything else is.
   */
  listed(path: TreePath, role: EntryRole, name: string): EntryDraft | undefined {
    const isRead = holdsImage(role, name) || isText(role)
    if (this.#unit.kind === 'folder' || !isRead) return undefined
    const entry = attempt(() => this.#opened(path, role, name))
    return entry instanceof TreeError ? undefined : entry
  }

  /** What a symlink leads to, of which nothing is read but what it is as an image. Throws `TreeError`. */
  image(path: TreePath, stat: FileStat, role: EntryRole, name: string): EntryDraft {
    if (stat.type !== 'file') return this.#special(path, stat, role)
    if (!holdsImage(role, name)) return this.#entry(path, stat, role, name, undefined)
    return this.#probed(path, stat, role, name)
  }

  #special(path: TreePath, stat: FileStat, role: EntryRole): EntryDraft {
    const entry = entryOf(path, role, stat, undefined)
    const fault = isBlockDevice(entry) ? unreadFault(entry) : undefined
    if (fault !== undefined) entry.fault = fault
    return entry
  }

  /** What is no directory, once it was looked at. */
  leaf(path: TreePath, stat: FileStat, role: EntryRole, name: string): EntryDraft {
    if (stat.type === 'file') return this.#file(path, stat, role, name)
    const entry = entryOf(path, role, stat, undefined)
    if (stat.type === 'symlink') addLink(entry, this.#tree, this.#unit, this.#texts)
    if (entry.fault === undefined && this.#isToBeRead(role, name) && !this.#isSpecial(entry)) {
      const fault = unreadFault(entry)
      if (fault !== undefined) entry.fault = fault
    }
    return entry
  }

  /** Of an instance's folder such a thing is told as what it is, at the name of a disk too. */
  #isSpecial(entry: EntryDraft): boolean {
    return this.#unit.kind === 'instance' && holdsNoData(entry.type) && !isText(entry.role)
  }

  /** Whether a file at this name would be read. */
  #isToBeRead(role: EntryRole, name: string): boolean {
    if (this.#unit.kind === 'folder') return looksLikeRawImage(name, 0)
    return holdsImage(role, name) || isText(role)
  }

  #file(path: TreePath, stat: FileStat, role: EntryRole, name: string): EntryDraft {
    const isAny = this.#unit.kind === 'folder'
    const wanted = isAny ? stat.length > 0 || looksLikeRawImage(name, 0) : holdsImage(role, name)
    if (!wanted && mayBeImage(this.#unit.kind, role, stat.length)) {
      return this.#loose(path, stat, role, name)
    }
    const probed = wanted ? attempt(() => this.#probed(path, stat, role, name)) : undefined
    const entry =
      probed === undefined || probed instanceof TreeError
        ? this.#entry(path, stat, role, name, probed)
        : probed
    const fault = this.#texts.read(path, role)
    if (fault !== undefined) entry.fault = fault
    return entry
  }

  /** Of what has no header of an image that stands on another, nothing is to be known. */
  #loose(path: TreePath, stat: FileStat, role: EntryRole, name: string): EntryDraft {
    const isSeldom = isSeldomImage(role)
    const image = attempt(() => (isSeldom ? probeListed : probeFile)(this.#tree, path))
    if (image instanceof TreeError) {
      return isSeldom
        ? this.#entry(path, stat, role, name, undefined)
        : this.#entry(path, stat, 'unknown', name, image)
    }
    const own = looseRole(role, name, stat.length, image)
    const isImage = image !== undefined && (standsOnOthers(image) || this.#isKept(own, name, image))
    return this.#entry(path, stat, own, name, isImage ? image : undefined)
  }

  /** Whether it is an image that somebody keeps beside the instances, or beside the disks of one. */
  #isKept(role: EntryRole, name: string, image: ImageSummary): boolean {
    const { kind } = this.#unit
    if ((kind !== 'top' && kind !== 'instance') || role !== 'unknown') return false
    const { format, virtualSize = 0 } = image
    return format !== 'raw' || looksLikeRawImage(name, virtualSize)
  }

  #entry(
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
    if (this.#unit.blocksAlike === true) entry.blocks = entry.allocated
    const failed = attempt(() => allocatedWithoutBlocks(this.#tree, entry))
    return failed instanceof TreeError ? failed.fault : undefined
  }

  #probed(path: TreePath, stat: FileStat, role: EntryRole, name: string): EntryDraft {
    const file = this.#tree.open(path)
    try {
      return this.#imageOf(file, path, stat, role, name)
    } finally {
      file.close()
    }
  }

  #imageOf(
    file: OpenFile,
    path: TreePath,
    stat: FileStat,
    role: EntryRole,
    name: string,
  ): EntryDraft {
    const image = probeOpened(file)
    const whole = isStoodOn(this.#unit) ? withVpcFooter(file, image) : image
    const entry = this.#entry(path, stat, role, name, whole)
    if (mayEndShort(this.#unit, entry) && seemsCut(file, entry.image?.format))
      this.#short.add(entry)
    return entry
  }

  #opened(path: TreePath, role: EntryRole, name: string): EntryDraft {
    const file = this.#tree.openListed(path)
    try {
      const { stat } = file
      if (holdsImage(role, name)) return this.#imageOf(file, path, stat, role, name)
      const isText = this.#texts.readOpened(file, path, role)
      const image = isText ? undefined : probeOpened(file)
      const isImage = image !== undefined && standsOnOthers(image)
      return this.#entry(path, stat, role, name, isImage ? image : undefined)
    } finally {
      file.close()
    }
  }
}

/** Whether overlays stand on what is in it, which may record another format than its beginning has. */
function isStoodOn({ kind }: ScanUnit): boolean {
  return kind === 'base' || kind === 'folder'
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
