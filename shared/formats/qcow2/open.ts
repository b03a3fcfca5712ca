import { type Fault, faultIn } from '../../bytes/errors.ts'
import { wholeSectors } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import type { BackingReference, DataFileReference, ImageFlag, ImageSummary } from '../types.ts'
import { type Extensions, findExtension, type ReadPurpose, readExtensions } from './extensions.ts'
import { INCOMPAT_CORRUPT, INCOMPAT_DIRTY, INCOMPAT_EXTL2, INCOMPAT_KNOWN } from './features.ts'
import { readHeader } from './header.ts'
import { checkHeader } from './header-check.ts'
import { isClusterSize } from './limits.ts'
import { readBacking, readDataFile, readUnusedDataFile } from './names.ts'
import { SNAPSHOT_ENTRY_HEADER } from './snapshots.ts'
import type { Qcow2Extension, Qcow2Header } from './types.ts'

/** Fields are filled in one after the other: a scan makes tens of thousands of these. */
type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** A qcow2 image as far as its header and header extensions say. */
export interface OpenedQcow2 {
  readonly header: Qcow2Header
  readonly extensions: readonly Qcow2Extension[]
  readonly backing?: BackingReference
  readonly dataFile?: DataFileReference
  readonly unusedDataFile?: string
  /** The first reason for which qemu refuses it: opened, but not readable. */
  readonly fault?: Fault
}

/**
 * Opens an image: whatever can be read is there, with the first fault beside it. Throws
 * `FormatError` only when there is no header to show: it is cut short, or of an unknown version.
 */
export function openQcow2(window: HeadWindow, purpose: ReadPurpose = 'details'): OpenedQcow2 {
  const header = readHeader(window)
  const { extensions, fault: extensionFault } = hasExtensionArea(header)
    ? readExtensions(window, header, purpose)
    : NO_EXTENSIONS
  const opened: Mutable<OpenedQcow2> = { header, extensions }
  const names = () => findExtension(extensions, 'feature-names')?.names ?? []
  const headerFault = faultIn(() => checkHeader(header, names, purpose))
  const backingFault = faultIn(() => {
    const backing = readBacking(window, header, extensions)
    if (backing !== undefined) opened.backing = backing
  })
  const dataFile = readDataFile(header, extensions)
  if (dataFile !== undefined) opened.dataFile = dataFile
  const unusedDataFile = readUnusedDataFile(header, extensions)
  if (unusedDataFile !== undefined) opened.unusedDataFile = unusedDataFile
  const fault = headerFault ?? extensionFault ?? backingFault
  if (fault !== undefined) opened.fault = fault
  return opened
}

const NO_EXTENSIONS: Extensions = { extensions: [] }

/** Whether the fields that bound the extension area are fit to be used. */
function hasExtensionArea({ clusterBits, headerLength, backingFileOffset }: Qcow2Header): boolean {
  return (
    isClusterSize(clusterBits) &&
    headerLength <= 2 ** clusterBits &&
    backingFileOffset <= BigInt(2 ** clusterBits)
  )
}

/** The image in a few words, for scans. `length` is the file's. */
export function summarizeQcow2(opened: OpenedQcow2, length: number): ImageSummary {
  const { header, backing, dataFile, unusedDataFile } = opened
  const { clusterBits, cryptMethod, nbSnapshots } = header
  const summary: Mutable<ImageSummary> = { format: 'qcow2' }
  const sizeFault = faultIn(() => {
    setSize(summary, wholeSectors(header.size, 'header.size', 24))
  })
  if (isClusterSize(clusterBits)) summary.clusterSize = 2 ** clusterBits
  if (backing !== undefined) summary.backing = backing
  if (dataFile !== undefined) summary.dataFile = dataFile
  if (unusedDataFile !== undefined) summary.unusedDataFile = unusedDataFile
  if (cryptMethod === 1) summary.encryption = 'aes'
  if (cryptMethod === 2) summary.encryption = 'luks'
  if (nbSnapshots > 0) summary.snapshotCount = nbSnapshots
  const flags = imageFlags(header, opened.extensions, length)
  if (flags !== undefined) summary.flags = flags
  const fault = opened.fault ?? sizeFault
  if (fault !== undefined) summary.fault = fault
  return summary
}

function setSize(summary: Mutable<ImageSummary>, size: number): void {
  if (Number.isSafeInteger(size)) summary.virtualSize = size
  else summary.uncountedSize = size
}

function imageFlags(
  header: Qcow2Header,
  extensions: readonly Qcow2Extension[],
  length: number,
): readonly ImageFlag[] | undefined {
  const { incompatibleFeatures: bits } = header
  const cut = cutTables(header, length).length > 0
  const bitmaps = findExtension(extensions, 'bitmaps') !== undefined
  if (bits === 0n && !cut && !bitmaps) return undefined
  const flags: ImageFlag[] = []
  if ((bits & INCOMPAT_DIRTY) !== 0n) flags.push('dirty')
  if ((bits & INCOMPAT_CORRUPT) !== 0n) flags.push('corrupt')
  if ((bits & INCOMPAT_EXTL2) !== 0n) flags.push('extended-l2')
  if (bitmaps) flags.push('bitmaps')
  if ((bits & ~INCOMPAT_KNOWN) !== 0n) flags.push('unknown-feature')
  if (cut) flags.push('truncated')
  return flags.length > 0 ? flags : undefined
}

const NO_FAULTS: readonly Fault[] = []

/** The tables that the header names and that end after the file of `length` bytes does. */
export function cutTables(header: Qcow2Header, length: number): readonly Fault[] {
  // Comparing with a file's length, doubles are exact enough whatever the header says.
  const l1 = Number(header.l1TableOffset)
  const l1Size = header.l1Size * 8
  const refcount = Number(header.refcountTableOffset)
  const snapshotsSize = header.nbSnapshots * SNAPSHOT_ENTRY_HEADER
  const snapshots = snapshotsSize > 0 ? Number(header.snapshotsOffset) : 0
  // qemu writes the refcount table as far as it is used: its first entry is all that must be there.
  if (l1 + l1Size <= length && refcount + 8 <= length && snapshots + snapshotsSize <= length) {
    return NO_FAULTS
  }
  const faults: Fault[] = []
  if (l1Size > 0 && l1 + l1Size > length) faults.push(cutTable('l1_table', l1, l1Size, length))
  if (refcount + 8 > length) faults.push(cutTable('refcount_table', refcount, 8, length))
  if (snapshots + snapshotsSize > length) {
    faults.push(cutTable('snapshots', snapshots, snapshotsSize, length))
  }
  return faults
}

function cutTable(what: FaultPlace, offset: number, size: number, length: number): Fault {
  const expected = says('a file of at least {{bytes}} bytes', { bytes: offset + size })
  return faultOf(
    'truncated',
    what,
    offset,
    expected,
    says('one of {{bytes}} bytes', { bytes: length }),
  )
}
