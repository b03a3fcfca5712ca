import type { ByteSource } from '../bytes/source.ts'
import { HEAD_SIZE, type HeadWindow, openWindow } from '../bytes/window.ts'
import { guestContent } from './content/content.ts'
import type { ImageDetails } from './details.ts'
import { readIsoDetails } from './iso/details.ts'
import { readPartitions } from './partition/read-table.ts'
import { type InspectedQcow2, inspectQcow2 } from './qcow2/details.ts'
import { isSound, KnownHeaders } from './qcow2/known-headers.ts'
import { readHidden, readImage } from './read.ts'
import type { ImageFormat } from './types.ts'
import { volumeOf } from './volume/volume.ts'
import { recordedVpc } from './vpc/recorded.ts'

/** One buffer for all: they are read synchronously, and nothing of it outlives the call. */
const headBuffer = new Uint8Array(HEAD_SIZE)
const knownHeaders = new KnownHeaders<InspectedQcow2>(
  headBuffer,
  ({ summary, faults }) => isSound(summary) && faults.length === 0,
)
const GUEST_DATA: readonly ImageFormat[] = ['raw', 'iso', 'gpt', 'mbr']

/**
 * Everything that the header structures of one image say. Never throws for what a file holds:
 * `summary.fault` is why it cannot be read, `faults` are the others.
 */
export function inspectImage(source: ByteSource): ImageDetails {
  const window = openWindow(source, headBuffer)
  const details = readImage(window, inspectKnown)
  return isGuestData(details) ? { ...details, ...readContent(window) } : details
}

/** `inspectImage` of a file as the `format` that an image above records, where it is that besides what it is taken for. */
export function inspectRecorded(source: ByteSource, format: string | undefined): ImageDetails {
  const details = inspectImage(source)
  if (format === undefined || details.summary.format === format) return details
  const window = openWindow(source, headBuffer)
  if (format === 'vpc') return recordedVpc(window) ?? details
  if (details.summary.other?.format !== format) return details
  return readHidden(window, inspectKnown) ?? details
}

function inspectKnown(window: HeadWindow): InspectedQcow2 {
  return knownHeaders.find(window, inspectQcow2)
}

/** Files that are the guest's bytes from the first one on. */
function isGuestData({ summary, vpc }: ImageDetails): boolean {
  const { format, fault } = summary
  // A file that is shorter by now than it was says nothing more.
  if (fault !== undefined) return false
  return GUEST_DATA.includes(format) || (format === 'vpc' && vpc?.diskType === 'fixed')
}

function readContent(window: HeadWindow): Partial<ImageDetails> {
  const partitions = readPartitions(window)
  const iso = readIsoDetails(window)
  const isBare = partitions === undefined && iso === undefined
  const content = isBare ? (volumeOf(window)?.volume ?? guestContent(window)) : undefined
  return {
    ...(partitions !== undefined && { partitions }),
    ...(iso !== undefined && { iso }),
    ...(content !== undefined && { content }),
  }
}
