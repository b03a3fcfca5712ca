import type { HeadWindow } from '../../bytes/window.ts'
import { elfProgram } from '../content/elf.ts'
import { isLinuxKernel, LINUX_MAGIC_OFFSET } from '../content/linux-kernel.ts'
import { bytesIfThere, markAt } from '../marks.ts'
import { isFileSystemBootSector } from '../partition/boot-sector.ts'
import type { ImageFormat, ImageSummary } from '../types.ts'
import { volumeOf } from '../volume/volume.ts'
import { headCandidate, hiddenCandidate } from './by-head.ts'
import { footerCandidate, isoCandidate, partitionCandidate, udfCandidate } from './by-place.ts'
import { looseDescriptor } from './by-text.ts'
import { dmgCandidate } from './by-trailer.ts'
import type { Candidate, Confidence, Detection, Mark } from './types.ts'

const RANK: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, weak: 2 }

/**
 * Every format that the bytes fit, not only the first: files that are two things at once are made
 * to be taken for one by whoever checks them and for the other by whoever opens them. `summary` is
 * what the file was probed to be. A few small reads. Never throws for what the file holds, only what the source throws.
 */
export function detectWith(window: HeadWindow, summary: ImageSummary): Detection {
  const head = headCandidate(window, summary)
  const found = [
    head,
    hiddenCandidate(window),
    isoCandidate(window) ?? udfCandidate(window),
    partitionCandidate(window),
    // A dynamic VHD has its footer twice.
    head?.format === 'vpc' ? undefined : footerCandidate(window),
    head === undefined ? looseDescriptor(window) : undefined,
    dmgCandidate(window),
  ].filter((candidate) => candidate !== undefined)
  const primary = summary.format
  const first = found.find(({ format }) => format === primary) ?? plain(window, primary)
  const others = found.filter((candidate) => candidate !== first)
  others.sort((a, b) => RANK[a.confidence] - RANK[b.confidence])
  return { primary, candidates: [first, ...others] }
}

/**
 * What is left when no structure speaks for the primary format: bytes that only the guest knows.
 * That nothing is known of them makes nothing certain: a text and an empty file are raw too.
 */
function plain(window: HeadWindow, format: ImageFormat): Candidate {
  const { head } = window
  if (isFileSystemBootSector(head))
    return guest(format, markAt(head, 0, 32, 'file-system-boot-sector'))
  if (isLinuxKernel(head)) return guest(format, markAt(head, LINUX_MAGIC_OFFSET, 4, 'linux-kernel'))
  const volume = volumeMark(window)
  if (volume !== undefined) return guest(format, volume)
  if (elfProgram(head) !== undefined) return guest(format, markAt(head, 0, 4, 'elf-header'))
  const marks = head.length === 0 ? [] : [markAt(head, 0, 16, 'no-magic')]
  return { format, confidence: 'weak', marks }
}

function volumeMark(window: HeadWindow): Mark | undefined {
  const { offset, length } = volumeOf(window) ?? { offset: 0, length: 0 }
  const bytes = bytesIfThere(window.source, offset, length)
  if (length === 0 || bytes === undefined) return undefined
  return markAt(bytes, offset, length, 'volume-header', offset)
}

/** Something that guests and their tools write, not whoever makes images. */
function guest(format: ImageFormat, mark: Mark): Candidate {
  return { format, confidence: 'likely', marks: [mark] }
}
