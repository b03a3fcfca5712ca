import { ByteCursor } from '../../bytes/cursor.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { bytesIfThere } from '../marks.ts'

/** Where qemu and OpenStack want the descriptor of a sparse extent. */
export const DESCRIPTOR_OFFSET = 512
const MAX_DESCRIPTOR_SIZE = 1024 * 1024 - 1
/** Marker, footer and end-of-stream marker, a sector each. */
export const FOOTER_SIZE = 3 * SECTOR_SIZE
const HEADER_SIZE = 64
const GD_AT_END = 0xffffffffffffffffn
const KDMV = 'KDMV'

/** The fields of a sparse header that header and footer must agree on. Sectors. */
export interface SparseFields {
  readonly signature: string
  readonly version: number
  readonly descriptorSector: bigint
  readonly descriptorSectors: bigint
  readonly footerFollows: boolean
}

/** A VMDK as its bytes have it, without making sense of them. */
export interface VmdkParts {
  /** Undefined for a text file and for COWD. */
  readonly header?: SparseFields
  /** Where the descriptor's text begins in the file. */
  readonly textOffset: number
  /** Up to its first NUL; undefined when the file ends before. */
  readonly text?: string
  /** The last three sectors, where the header says that there is a footer. */
  readonly footer?: Uint8Array
}

/** Reads header, descriptor and footer; the descriptor as far as qemu reads one. */
export function readVmdkParts(window: HeadWindow): VmdkParts {
  const { head, source } = window
  const magic = decodeText(head.subarray(0, 4))
  if (magic === 'COWD') return { textOffset: 0, text: '' }
  if (magic !== KDMV || head.length < HEADER_SIZE) {
    return { textOffset: 0, ...textAt(window, 0, Math.min(source.size, MAX_DESCRIPTOR_SIZE)) }
  }
  const header = sparseFields(head)
  const footer = header.footerFollows
    ? bytesIfThere(source, source.size - FOOTER_SIZE, FOOTER_SIZE)
    : undefined
  const textOffset = Number(header.descriptorSector) * SECTOR_SIZE
  const length = Math.min(Number(header.descriptorSectors) * SECTOR_SIZE, MAX_DESCRIPTOR_SIZE)
  return {
    header,
    textOffset,
    ...textAt(window, textOffset, length),
    ...(footer !== undefined && { footer }),
  }
}

/** The fields at the start of `bytes`, which are a header's at least 64. */
export function sparseFields(bytes: Uint8Array): SparseFields {
  const cursor = new ByteCursor(bytes, 'vmdk')
  const signature = cursor.text(4)
  const version = cursor.u32Le()
  const descriptorSector = cursor.seek(28).u64Le()
  const descriptorSectors = cursor.u64Le()
  const footerFollows = cursor.seek(56).u64Le() === GD_AT_END
  return { signature, version, descriptorSector, descriptorSectors, footerFollows }
}

function textAt({ source }: HeadWindow, offset: number, length: number): Pick<VmdkParts, 'text'> {
  if (!Number.isSafeInteger(offset + length)) return {}
  const bytes = bytesIfThere(source, offset, length)
  if (bytes === undefined) return {}
  const end = bytes.indexOf(0)
  return { text: decodeText(end < 0 ? bytes : bytes.subarray(0, end)) }
}

/** What makes a footer one that contradicts its header or stands in no frame; stable. */
export type FooterRule =
  | 'signature'
  | 'version'
  | 'descriptor'
  | 'second-footer'
  | 'marker'
  | 'end-of-stream'

const FOOTER_MARKER = 3

/** The first rule that marker, footer and end of stream (three sectors) break beside their header. */
export function brokenFooterRule(header: SparseFields, bytes: Uint8Array): FooterRule | undefined {
  const footer = sparseFields(bytes.subarray(SECTOR_SIZE))
  const sameDescriptor =
    header.descriptorSector === footer.descriptorSector &&
    header.descriptorSectors === footer.descriptorSectors
  const rules: readonly (readonly [broken: boolean, rule: FooterRule])[] = [
    [header.signature !== footer.signature, 'signature'],
    [header.version !== footer.version, 'version'],
    [!sameDescriptor, 'descriptor'],
    [footer.footerFollows, 'second-footer'],
    [!isMarker(bytes.subarray(0, SECTOR_SIZE), FOOTER_MARKER), 'marker'],
    [!isEndOfStream(bytes.subarray(2 * SECTOR_SIZE)), 'end-of-stream'],
  ]
  return rules.find(([isBroken]) => isBroken)?.[1]
}

/** A marker's value may be anything; its size is 0, and what follows its type is padding. */
function isMarker(sector: Uint8Array, type: number): boolean {
  const cursor = new ByteCursor(sector, 'vmdk.marker').seek(8)
  if (cursor.u32Le() !== 0 || cursor.u32Le() !== type) return false
  return cursor.borrowBytes(cursor.remaining).every((byte) => byte === 0)
}

function isEndOfStream(sector: Uint8Array): boolean {
  return sector.every((byte) => byte === 0)
}
