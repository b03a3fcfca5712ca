import { type Fault, FormatError } from '../../bytes/errors.ts'
import { safeNumber } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { BackingReference, DataFileReference, ImageFlag, ImageSummary } from '../types.ts'
import { checkHeader } from './check.ts'
import { type Extensions, findExtension, readExtensions } from './extensions.ts'
import { INCOMPAT_CORRUPT, INCOMPAT_DIRTY, INCOMPAT_EXTL2, INCOMPAT_KNOWN } from './features.ts'
import { readHeader } from './header.ts'
import { MAX_CLUSTER_BITS, MIN_CLUSTER_BITS } from './limits.ts'
import { readBacking, readDataFile } from './names.ts'
import type { Qcow2Extension, Qcow2Header } from './types.ts'

/** A qcow2 image as far as its header and header extensions say. */
export interface OpenedQcow2 {
  readonly header: Qcow2Header
  readonly extensions: readonly Qcow2Extension[]
  readonly backing?: BackingReference
  readonly dataFile?: DataFileReference
  /** The first reason for which qemu refuses it: opened, but not readable. */
  readonly fault?: Fault
}

/**
 * Opens an image: whatever can be read is there, with the first fault beside it. Throws
 * `FormatError` only when there is no header to show: it is cut short, or of an unknown version.
 */
export function openQcow2(window: HeadWindow): OpenedQcow2 {
  const header = readHeader(window)
  const { extensions, fault: extensionFault } = hasExtensionArea(header)
    ? readExtensions(window, header)
    : NO_EXTENSIONS
  const names = () => findExtension(extensions, 'feature-names')?.names ?? []
  const headerFault = faultOf(() => checkHeader(header, names))
  let backing: BackingReference | undefined
  const backingFault = faultOf(() => {
    backing = readBacking(window, header, extensions)
  })
  const dataFile = readDataFile(header, extensions)
  const fault = headerFault ?? extensionFault ?? backingFault
  return {
    header,
    extensions,
    ...(backing !== undefined && { backing }),
    ...(dataFile !== undefined && { dataFile }),
    ...(fault !== undefined && { fault }),
  }
}

const NO_EXTENSIONS: Extensions = { extensions: [] }

/** Whether the fields that bound the extension area are fit to be used. */
function hasExtensionArea({ clusterBits, headerLength, backingFileOffset }: Qcow2Header): boolean {
  const sane = clusterBits >= MIN_CLUSTER_BITS && clusterBits <= MAX_CLUSTER_BITS
  return sane && headerLength <= 2 ** clusterBits && backingFileOffset <= BigInt(2 ** clusterBits)
}

function faultOf(check: () => void): Fault | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof FormatError) return error.fault
    throw error
  }
}

/** The image in a few words, for scans. */
export function summarizeQcow2(opened: OpenedQcow2, length: number): ImageSummary {
  const { header, backing, dataFile } = opened
  const flags = imageFlags(header, length)
  let fault = opened.fault
  let virtualSize: number | undefined
  try {
    virtualSize = virtualSizeOf(header)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    fault ??= error.fault
  }
  const sane = header.clusterBits >= MIN_CLUSTER_BITS && header.clusterBits <= MAX_CLUSTER_BITS
  return {
    format: 'qcow2',
    ...(virtualSize !== undefined && { virtualSize }),
    ...(sane && { clusterSize: 2 ** header.clusterBits }),
    ...(backing !== undefined && { backing }),
    ...(dataFile !== undefined && { dataFile }),
    ...(header.cryptMethod === 1 && { encryption: 'aes' as const }),
    ...(header.cryptMethod === 2 && { encryption: 'luks' as const }),
    ...(header.nbSnapshots > 0 && { snapshotCount: header.nbSnapshots }),
    ...(flags.length > 0 && { flags }),
    ...(fault !== undefined && { fault }),
  }
}

/** Bytes that the guest sees: qemu drops what does not fill a sector. */
export function virtualSizeOf({ size }: Qcow2Header): number {
  return safeNumber(size - (size % 512n), 'header.size', 24)
}

function imageFlags(header: Qcow2Header, length: number): ImageFlag[] {
  const { incompatibleFeatures: bits } = header
  const flags: ImageFlag[] = []
  if (bits !== 0n) {
    if ((bits & INCOMPAT_DIRTY) !== 0n) flags.push('dirty')
    if ((bits & INCOMPAT_CORRUPT) !== 0n) flags.push('corrupt')
    if ((bits & INCOMPAT_EXTL2) !== 0n) flags.push('extended-l2')
    if ((bits & ~INCOMPAT_KNOWN) !== 0n) flags.push('unknown-feature')
  }
  if (tableFaults(header, length).length > 0) flags.push('truncated')
  return flags
}

/** The tables that the header names and that end after the file does. */
export function tableFaults(header: Qcow2Header, length: number): readonly Fault[] {
  const faults: Fault[] = []
  const { l1Size, refcountTableClusters, clusterBits } = header
  const l1End = header.l1TableOffset + BigInt(l1Size * 8)
  const refcountSize = refcountTableClusters * 2 ** Math.min(clusterBits, MAX_CLUSTER_BITS)
  // The last cluster of the refcount table need not be there to its end: its first entry is enough.
  const refcountEnd = header.refcountTableOffset + BigInt(Math.max(0, refcountSize - 1))
  if (l1Size > 0 && l1End > BigInt(length))
    faults.push(cut('l1_table', header.l1TableOffset, l1End, length))
  if (refcountTableClusters > 0 && header.refcountTableOffset >= BigInt(length)) {
    faults.push(cut('refcount_table', header.refcountTableOffset, refcountEnd, length))
  }
  if (header.nbSnapshots > 0 && header.snapshotsOffset >= BigInt(length)) {
    faults.push(cut('snapshots', header.snapshotsOffset, header.snapshotsOffset, length))
  }
  return faults
}

function cut(what: string, start: bigint, end: bigint, length: number): Fault {
  const offset = Number(start)
  const expected = `a file of at least ${end} bytes`
  const found = `the end at ${length}`
  const message = `${what} at offset ${start}: expected ${expected}, found ${found}`
  return { code: 'truncated', message, what, offset, expected, found }
}
