import { FormatError } from '../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../bytes/numbers.ts'
import type { HeadWindow } from '../bytes/window.ts'
import { readBochs } from './bochs/bochs.ts'
import { readCloop } from './cloop/cloop.ts'
import type { ImageDetails } from './details.ts'
import { detectHead, detectHidden, type HeadFormat } from './detect.ts'
import { isIso } from './iso/iso.ts'
import { readLuks } from './luks/luks.ts'
import { readParallels } from './parallels/parallels.ts'
import { partitionTable } from './partition/partition.ts'
import { readQcow } from './qcow/qcow.ts'
import { readQed } from './qed/qed.ts'
import type { ImageFormat } from './types.ts'
import { readVdi } from './vdi/vdi.ts'
import { readVhdx } from './vhdx/vhdx.ts'
import { readCowdVmdk, readDescriptorVmdk, readSparseVmdk } from './vmdk/vmdk.ts'
import { headContent } from './volume/volume.ts'
import { readFixedVpc, readVpc } from './vpc/vpc.ts'

type Found = Omit<ImageDetails, 'faults'> & Partial<Pick<ImageDetails, 'faults'>>

/** Formats whose headers are small: a scan and the detail pane read the same. */
const READERS: Readonly<Record<Exclude<HeadFormat, 'qcow2'>, (window: HeadWindow) => Found>> = {
  qcow: readQcow,
  'vmdk-sparse': readSparseVmdk,
  'vmdk-cowd': readCowdVmdk,
  'vmdk-descriptor': readDescriptorVmdk,
  vdi: (window) => {
    const { summary, vdi } = readVdi(window)
    return { summary, vdi }
  },
  vpc: readVpc,
  vhdx: readVhdx,
  qed: readQed,
  parallels: readParallels,
  luks: readLuks,
  bochs: readBochs,
  cloop: readCloop,
}

/**
 * Detects and reads an image. `readQcow2` is how deep a qcow2 image is read. Never throws for what
 * the file holds: a fault becomes the summary's, beside the format that was recognised.
 */
export function readImage(
  window: HeadWindow,
  readQcow2: (window: HeadWindow) => ImageDetails,
): ImageDetails {
  const details = readAs(detectHead(window.head), window, readQcow2)
  const hidden = detectHidden(window.head)
  if (hidden === undefined) return details
  const other = readAs(hidden, window, readQcow2).summary
  return { ...details, summary: { ...details.summary, other } }
}

/** Reads the other format of a file that is two at once; undefined for any other file. */
export function readHidden(
  window: HeadWindow,
  readQcow2: (window: HeadWindow) => ImageDetails,
): ImageDetails | undefined {
  const hidden = detectHidden(window.head)
  return hidden === undefined ? undefined : readAs(hidden, window, readQcow2)
}

function readAs(
  format: HeadFormat | undefined,
  window: HeadWindow,
  readQcow2: (window: HeadWindow) => ImageDetails,
): ImageDetails {
  try {
    if (format === 'qcow2') return readQcow2(window)
    if (format === undefined) return { faults: [], ...readRaw(window) }
    return { faults: [], ...READERS[format](window) }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    const recognised = format === undefined ? 'raw' : imageFormat(format)
    return { summary: { format: recognised, fault: error.fault }, faults: [] }
  }
}

function imageFormat(format: HeadFormat): ImageFormat {
  switch (format) {
    case 'vmdk-sparse':
    case 'vmdk-cowd':
    case 'vmdk-descriptor':
      return 'vmdk'
    default:
      return format
  }
}

/** Raw data: recognised content has a name of its own, the guest sees the whole file all the same. */
function readRaw(window: HeadWindow): Found {
  const { source, head } = window
  const fixed = readFixedVpc(window)
  if (fixed !== undefined) return fixed
  const format = isIso(window) ? 'iso' : (partitionTable(head) ?? 'raw')
  const content = format === 'raw' ? headContent(head) : undefined
  const virtualSize = roundUp(source.size, SECTOR_SIZE)
  return { summary: { format, virtualSize, ...(content !== undefined && { content }) } }
}
