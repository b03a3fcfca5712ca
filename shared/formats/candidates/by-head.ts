import { ifWellFormed } from '../../bytes/errors.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { CLOOP_MAGIC_BYTES } from '../cloop/cloop.ts'
import { detectHead, detectHidden, type HeadFormat } from '../detect.ts'
import { markAt } from '../marks.ts'
import type { ImageFormat, ImageSummary } from '../types.ts'
import { readVdi, VDI_SIGNATURE_OFFSET } from '../vdi/vdi.ts'
import type { Candidate, Confidence, MarkMeaning } from './types.ts'

interface HeadMarks {
  readonly format: ImageFormat
  readonly marks: readonly (readonly [offset: number, length: number, meaning: MarkMeaning])[]
}

/** Where each format's magic and version stand. */
const HEAD_MARKS: Readonly<Record<HeadFormat, HeadMarks>> = {
  qcow2: {
    format: 'qcow2',
    marks: [
      [0, 4, 'magic'],
      [4, 4, 'version'],
    ],
  },
  qcow: {
    format: 'qcow',
    marks: [
      [0, 4, 'magic'],
      [4, 4, 'version'],
    ],
  },
  'vmdk-sparse': {
    format: 'vmdk',
    marks: [
      [0, 4, 'magic'],
      [4, 4, 'version'],
    ],
  },
  'vmdk-cowd': {
    format: 'vmdk',
    marks: [
      [0, 4, 'magic'],
      [4, 4, 'version'],
    ],
  },
  'vmdk-descriptor': { format: 'vmdk', marks: [[0, 32, 'descriptor-text']] },
  vdi: {
    format: 'vdi',
    marks: [
      [VDI_SIGNATURE_OFFSET, 4, 'magic'],
      [0x44, 4, 'version'],
    ],
  },
  vpc: { format: 'vpc', marks: [[0, 8, 'magic']] },
  vhdx: { format: 'vhdx', marks: [[0, 8, 'magic']] },
  qed: { format: 'qed', marks: [[0, 4, 'magic']] },
  parallels: {
    format: 'parallels',
    marks: [
      [0, 16, 'magic'],
      [16, 4, 'version'],
    ],
  },
  luks: {
    format: 'luks',
    marks: [
      [0, 6, 'magic'],
      [6, 2, 'version'],
    ],
  },
  bochs: {
    format: 'bochs',
    marks: [
      [0, 32, 'magic'],
      [64, 4, 'version'],
    ],
  },
  cloop: { format: 'cloop', marks: [[0, CLOOP_MAGIC_BYTES, 'magic']] },
}

/** The format whose magic the file begins with; `summary` is what reading its header came to. */
export function headCandidate({ head }: HeadWindow, summary: ImageSummary): Candidate | undefined {
  const found = detectHead(head)
  return found === undefined ? undefined : candidateOf(found, head, confidenceOf(summary))
}

function confidenceOf({ fault }: ImageSummary): Confidence {
  return fault === undefined ? 'certain' : 'likely'
}

function candidateOf(found: HeadFormat, head: Uint8Array, confidence: Confidence): Candidate {
  const { format, marks } = HEAD_MARKS[found]
  return {
    format,
    confidence,
    marks: marks
      .filter(([offset]) => offset < head.length)
      .map(([offset, length, meaning]) => markAt(head, offset, length, meaning)),
  }
}

/** What else the file's first bytes are: a VDI, or the format whose magic stands before a VDI's. */
export function hiddenCandidate(window: HeadWindow): Candidate | undefined {
  const { head } = window
  const hidden = detectHidden(head)
  if (hidden === undefined) return undefined
  return candidateOf(hidden, head, hidden === 'vdi' && vdiReads(window) ? 'certain' : 'likely')
}

function vdiReads(window: HeadWindow): boolean {
  const vdi = ifWellFormed(() => readVdi(window))
  return vdi !== undefined && vdi.broken === undefined
}
