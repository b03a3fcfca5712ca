import type { ByteSource } from '../../bytes/source.ts'
import { type HeadWindow, headWindow } from '../../bytes/window.ts'
import { detectWith } from '../candidates/detect-all.ts'
import type { CandidateFormat, Detection } from '../candidates/types.ts'
import type { ImageDetails } from '../details.ts'
import { inspectImage } from '../inspect.ts'
import { type TableFaults, tableFaults } from '../tables/table-faults.ts'
import type { ImageFormat, ImageSummary } from '../types.ts'
import { isVpcFooter } from '../vpc/vpc.ts'
import type { Finding, ImageRole, VerdictContext } from './types.ts'
import { readVmdkParts, type VmdkParts } from './vmdk-parts.ts'

/** Everything that the checks look at, read once. */
export interface Facts {
  readonly window: HeadWindow
  readonly source: ByteSource
  readonly context: VerdictContext
  readonly role: ImageRole
  readonly detection: Detection
  readonly details: ImageDetails
  readonly summary: ImageSummary
  readonly format: ImageFormat
  /** Undefined unless the file begins as a VMDK does, or a looser eye may take it for one. */
  readonly vmdk?: VmdkParts
  /** Undefined unless the context asks for the tables. */
  readonly tables?: TableFaults
}

/** `details` are the image's own, where they were read already. */
export function gatherFacts(
  source: ByteSource,
  context: VerdictContext,
  details = inspectImage(source),
): Facts {
  const window = headWindow(source)
  const { summary } = details
  const detection = detectWith(window, summary)
  const vmdk = detection.candidates.some(({ format }) => format === 'vmdk')
    ? readVmdkParts(window)
    : undefined
  return {
    window,
    source,
    context,
    role: context.role ?? 'image',
    detection,
    details,
    summary,
    format: summary.format,
    ...(vmdk !== undefined && { vmdk }),
    ...(context.withTables === true && {
      tables: tableFaults(source, details, context.tableBytes),
    }),
  }
}

export const PASS: Finding = { state: 'pass' }
export const NOT_APPLICABLE: Finding = { state: 'not-applicable' }

/** What qemu, asked to look, takes for raw; a LUKS volume, which it knows, is none. */
export function isRawToQemu(format: CandidateFormat): boolean {
  return format === 'raw' || format === 'iso' || format === 'gpt' || format === 'mbr'
}

/** A VHD that has only a footer: its bytes are the guest's, from the first one on. */
export function isFooterOnly({ format, window }: Facts): boolean {
  return format === 'vpc' && !isVpcFooter(window.head)
}

/**
 * What qemu takes the file for when nobody tells it: the first magic, and neither ISO nor partition
 * table nor the footer of a fixed VHD nor a LUKS volume of version 2.
 */
export function qemuFormat(facts: Facts): CandidateFormat {
  const { format, summary } = facts
  if (isRawToQemu(format) || isFooterOnly(facts) || isMagicAlone(facts)) return 'raw'
  return summary.fault?.what === 'luks.version' ? 'raw' : format
}

/** Of qcow2 so little that qemu, which reads zeros behind it, finds no version: 0 is nobody's. */
function isMagicAlone({ format, window: { head } }: Facts): boolean {
  return format === 'qcow2' && head.length < 8 && head.subarray(4).every((byte) => byte === 0)
}
