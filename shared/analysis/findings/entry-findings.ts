import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { baseNameOf, parentPath } from '../../files/paths.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue, Evidence } from '../../findings/types.ts'
import { brokenPromise } from '../../formats/file-name.ts'
import { isPlain } from '../../formats/formats-agree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import { instanceDirName, isLive } from '../../nova/names.ts'
import { nameInFolder } from '../../scan/entry.ts'
import { isNamedOtherwise } from '../../scan/loose-files.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { isPartOfImage } from '../../scan/roles.ts'
import type { ScanUnit } from '../../scan/scan-unit.ts'
import { isUnfinished } from '../../scan/suspects.ts'
import { linkLeavesOpen } from '../accounting/cache/doubt-about.ts'
import { isGuestsOwn } from '../disks/guests-own.ts'
import { isImageDevice } from '../disks/is-disk.ts'
import { judgedWhole } from './arriving-image.ts'
import { declaredClue } from './declared-findings.ts'
import { imageClues } from './image-findings.ts'
import { largeLogClue } from './large-log.ts'
import { leftoverClue } from './leftover-clue.ts'
import { oddNameClue } from './odd-names.ts'
import { specialClue } from './special-files.ts'

/** What is known of an entry besides the entry. */
export interface EntryContext {
  /** The format that disk.info gives. */
  readonly declared?: string | undefined
  /** It is read as it stands, by disk.info or by what the domain declares. */
  readonly isReadRaw?: boolean
  /** What it was scanned with; left out for an image by itself. */
  readonly unit?: ScanUnit
  /** It lies in an instance's folder or in the image cache. */
  readonly ofNova: boolean
  /** Of an image by itself: it is to hold the data of an instance's guest, by its name and place. */
  readonly ofInstance?: boolean
  /** It has no header of the format that it is to have, by which it would tell what it stands on. */
  readonly isLost?: boolean
  /** The instance's domain has it as a disk. */
  readonly isDomainsDisk?: boolean
  /** A symlink of which the scan has the folder of an instance, though it lies aside of where that leads. */
  readonly isFollowed?: boolean
  /** When ages are counted to. */
  readonly nowMs: number
}

const OTHERS_WRITE = 0o002

/** What one entry shows by itself; the empty list for nearly all of them. */
export function entryClues(entry: ScannedEntry, context: EntryContext): readonly Clue[] {
  const { fault, link } = entry
  const left = leftoverClue(entry, context.nowMs) ?? largeLogClue(entry)
  const isPassedOver = isGuestsOwn(entry, context.unit)
  const odd = isPassedOver ? undefined : oddNameClue(entry.path)
  const special = isPassedOver ? undefined : specialClue(entry, context.isDomainsDisk === true)
  const leaves = link?.leavesRoot === true && !isPassedOver && context.isFollowed !== true
  const ofImage = emptyClues(entry, context) ?? namedClues(entry) ?? cluesOfImage(entry, context)
  const open = openClue(entry, context)
  if (fault === undefined && !leaves && open === undefined) {
    if (left === undefined && odd === undefined && special === undefined) return ofImage
  }
  const found: Clue[] = []
  if (fault !== undefined && !isImageDevice(entry)) {
    const place = fault.code === 'outside-root' ? 'outside' : 'entry'
    const why = { reason: fault.code, errno: fault.errno }
    found.push(clue('unreadable', { case: place, ...why, ...whoMay(entry) }))
  }
  found.push(...ofImage)
  if (leaves) {
    const open = outsideCase(entry, context)
    const leftOpen = open === undefined ? {} : { case: open }
    found.push(clue('symlink-leaves-root', { ...leftOpen, target: link.target }))
  }
  if (special !== undefined) found.push(special)
  if (open !== undefined) found.push(open)
  if (odd !== undefined) found.push(odd)
  if (left !== undefined) found.push(left)
  return found
}

/** In a folder that everybody may write to a disk can be removed, or another put in its place, whatever its own mode is. */
function openClue(entry: ScannedEntry, { unit }: EntryContext): Clue | undefined {
  const { type, image, path } = entry
  if ((entry.mode & OTHERS_WRITE) === 0) return undefined
  const mode = octal(entry.mode)
  if (type === 'file') return image && clue('world-writable', { mode })
  const isPlace = type === 'directory' && path === unit?.path && PLACES.has(unit.kind)
  return isPlace ? clue('world-writable', { case: 'folder', mode }) : undefined
}

/** Whose own folders hold what disks are, or stand on. */
const PLACES: ReadonlySet<ScanUnit['kind']> = new Set<ScanUnit['kind']>(['instance', 'base', 'top'])

/** What the place that a symlink leads to leaves open; an instance's folder is missed in the list, too. */
function outsideCase(entry: ScannedEntry, { unit }: EntryContext): string | undefined {
  const open = unit && linkLeavesOpen(unit, entry)
  const isFolder = unit?.kind === 'top' && parentPath(entry.path) === unit.path
  const isInstance = isFolder && instanceDirName(baseNameOf(entry.path)) !== undefined
  return open === 'all' && isInstance ? 'instance' : open
}

const NONE: readonly Clue[] = []

const DATA: ReadonlySet<EntryRole> = new Set(['disk', 'disk.local', 'disk.eph', 'disk.swap'])

/** Whether a file of an instance's folder is to hold its guest's data, by its role. */
export function hasGuestData(role: EntryRole): boolean {
  return DATA.has(role)
}

/** A disk of an instance of which nothing is left, whatever format it is to have, or what is named as an image. */
function emptyClues(
  entry: ScannedEntry,
  { unit, ofInstance = unit?.kind === 'instance' && hasGuestData(entry.role) }: EntryContext,
): readonly Clue[] | undefined {
  if (entry.type !== 'file' || entry.fault !== undefined) return undefined
  if (isLostBase(entry)) return [lostBaseClue(entry)]
  if (entry.length > 0) return undefined
  if (ofInstance) return [clue('truncated', { case: 'empty' }, 'high')]
  const isOfAnyName = unit?.kind === 'folder' || entry.role === 'unknown'
  const isImage = isOfAnyName && promisesHeader(nameInFolder(entry))
  return isImage ? [clue('truncated', { case: 'empty' }, 'warning')] : undefined
}

/**
 * A copy of an image of its final name that is no image at all, for none is smaller than a sector: Nova writes
 * to another name until it is whole. One that is made larger, or blank, may be on its way.
 */
function isLostBase({ base, length }: ScannedEntry): boolean {
  return base?.kind === 'original' && length < SECTOR_SIZE
}

function lostBaseClue({ length }: ScannedEntry): Clue {
  const evidence = length === 0 ? { case: 'empty-base' } : { case: 'small-base', length }
  return clue('truncated', evidence, 'high')
}

/** Whether raw data, such as nothing, breaks what the name promises. */
function promisesHeader(name: string): boolean {
  return brokenPromise(name, { format: 'raw' }) !== undefined
}

/** Whoever looks for what stands on a base passes over a log, and whoever clears logs away takes it along. */
function namedClues(entry: ScannedEntry): readonly Clue[] | undefined {
  const { image } = entry
  if (image === undefined || !isNamedOtherwise(entry)) return undefined
  const { format, backing, dataFile, extents } = image
  const name = backing?.name ?? dataFile?.name ?? extents?.[0] ?? ''
  return [clue('format-mismatch', { case: 'name', detected: format, name })]
}

function cluesOfImage(entry: ScannedEntry, context: EntryContext): readonly Clue[] {
  const { image } = entry
  if (image === undefined || isGuestsHeader(entry, context)) return NONE
  if (isToldByDomain(context) && !isPlain(image.format)) return NONE
  // Of an image of no instance it is told here; what else its header says is what the guest wrote.
  if (context.isReadRaw && context.unit?.ofHost) {
    return [declaredClue('domain', 'raw', image, judgedWhole(entry, context.nowMs))]
  }
  const found = imageClues(image, imageFacts(entry, context))
  const ending = endingClue(entry, image, context)
  return ending === undefined ? found : [...found, ending]
}

/** Of a file that was inspected alone its verdict says so; what is not all there yet has its bytes to come. */
function endingClue(
  entry: ScannedEntry,
  image: ImageSummary,
  { declared, unit, nowMs }: EntryContext,
): Clue | undefined {
  const { role, length } = entry
  if (unit === undefined || declared !== undefined || length === 0) return undefined
  if (isPartOfImage(role) || isUnfinished(entry)) return undefined
  const ending = brokenPromise(nameInFolder(entry), image)
  if (ending === undefined) return undefined
  // Whoever uploads it by its name registers as raw what whoever probes reads as an image (CVE-2024-40767).
  if (ending === 'raw') return declaredClue('ending', 'raw', image, judgedWhole(entry, nowMs))
  const evidence = { case: 'ending', declared: ending, detected: image.format }
  return clue('format-mismatch', evidence, 'info')
}

/** What QEMU takes for raw data in a disk that is to be raw is for its guest to read, e.g. LUKS 2. */
function isGuestsHeader({ role, image }: ScannedEntry, { declared = 'raw', unit }: EntryContext) {
  const isRaw = declared === 'raw' && image?.probedAs === 'raw'
  return isRaw && unit?.kind === 'instance' && hasGuestData(role)
}

/**
 * That a disk begins with an image's header which its domain alone declares raw is told with the domain:
 * nobody reads that header, and what is wrong in it is the guest's own affair.
 */
function isToldByDomain({ declared, isReadRaw = false, unit }: EntryContext): boolean {
  return isReadRaw && declared !== 'raw' && isLive(unit?.instance)
}

function imageFacts(entry: ScannedEntry, { declared, ofNova, nowMs, isLost }: EntryContext) {
  return { declared, judged: judgedWhole(entry, nowMs), ofNova, isLost }
}

/** Whose the file is that may not be read, and who may; of what could not be looked at nobody knows. */
function whoMay({ fault, unseen, uid, gid, mode }: ScannedEntry): Evidence {
  if (fault?.code !== 'permission' || unseen === true) return {}
  return { owner: `${uid}:${gid}`, mode: octal(mode) }
}

function octal(mode: number): string {
  return `0${(mode & 0o7777).toString(8).padStart(3, '0')}`
}
