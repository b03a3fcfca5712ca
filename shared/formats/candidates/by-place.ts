import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { isLinuxKernel } from '../content/linux-kernel.ts'
import { UDF_STRIDES } from '../iso/iso.ts'
import { bytesIfThere, markAt } from '../marks.ts'
import { hasBootSignature, isFileSystemBootSector } from '../partition/boot-sector.ts'
import { partitionTable } from '../partition/partition.ts'
import { VPC_FOOTER_SIZE } from '../vpc/vpc.ts'
import type { Candidate } from './types.ts'

const ISO_OFFSET = 32_768
const ISO_SECTOR = 2048
const IDENTIFIERS: readonly string[] = ['CD001', 'NSR02', 'NSR03']
/** Boot record, primary, supplementary, partition, terminator (ECMA-119, 8.1.1). */
const VOLUME_TYPES: readonly number[] = [0, 1, 2, 3, 255]

/** An ISO 9660 or UDF volume descriptor at 32 KiB. Only the former has a version to agree with. */
export function isoCandidate({ source }: HeadWindow): Candidate | undefined {
  if (source.size < ISO_OFFSET + ISO_SECTOR) return undefined
  const bytes = bytesIfThere(source, ISO_OFFSET, 8)
  if (bytes === undefined) return undefined
  const identifier = decodeText(bytes.subarray(1, 6))
  if (!IDENTIFIERS.includes(identifier)) return undefined
  const sound = identifier === 'CD001' && VOLUME_TYPES.includes(bytes[0] ?? -1) && bytes[6] === 1
  return {
    format: 'iso',
    confidence: sound ? 'certain' : 'likely',
    marks: [markAt(bytes, ISO_OFFSET + 1, 5, 'volume-descriptor', ISO_OFFSET)],
  }
}

/** UDF without ISO 9660: an extended area at 32 KiB, and the standard in what comes next. */
export function udfCandidate({ source }: HeadWindow): Candidate | undefined {
  for (const stride of UDF_STRIDES) {
    const bytes = bytesIfThere(source, ISO_OFFSET, stride + 6)
    if (bytes === undefined || decodeText(bytes.subarray(1, 6)) !== 'BEA01') return undefined
    const standard = decodeText(bytes.subarray(stride + 1))
    if (standard !== 'NSR02' && standard !== 'NSR03') continue
    const marks = [1, stride + 1].map((at) =>
      markAt(bytes, ISO_OFFSET + at, 5, 'volume-descriptor', ISO_OFFSET),
    )
    return { format: 'iso', confidence: 'certain', marks }
  }
  return undefined
}

/** The footer of a VHD at the end of a file that begins with something else. */
export function footerCandidate({ source }: HeadWindow): Candidate | undefined {
  const offset = source.size - VPC_FOOTER_SIZE
  // A file of 512 bytes that begins so is found by its head.
  if (offset <= 0) return undefined
  const bytes = bytesIfThere(source, offset, VPC_FOOTER_SIZE)
  if (bytes === undefined || decodeText(bytes.subarray(0, 8)) !== 'conectix') return undefined
  const cookie = markAt(bytes, offset, 8, 'footer-cookie', offset)
  if (!hasChecksum(bytes)) return { format: 'vpc', confidence: 'weak', marks: [cookie] }
  const checksum = markAt(bytes, offset + 64, 4, 'footer-checksum', offset)
  return { format: 'vpc', confidence: 'certain', marks: [cookie, checksum] }
}

/** One's complement of the sum of the other bytes (VHD specification, Hard Disk Footer Format). */
function hasChecksum(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stored = bytes.subarray(64, 68)
  const sum = (part: Uint8Array) => part.reduce((total, byte) => total + byte, 0)
  return ~(sum(bytes) - sum(stored)) >>> 0 === view.getUint32(64)
}

/** A partition table, or a boot signature that no table goes with (`weak`). */
export function partitionCandidate({ head }: HeadWindow): Candidate | undefined {
  if (!hasBootSignature(head)) return undefined
  if (isLinuxKernel(head)) return undefined
  const signature = markAt(head, 510, 2, 'boot-signature')
  const inFileSystem = isFileSystemBootSector(head)
  const found = partitionTable(head)
  if (found === undefined) {
    return inFileSystem ? undefined : { format: 'mbr', confidence: 'weak', marks: [signature] }
  }
  const entry = markAt(head, 446, 16, 'partition-entry')
  if (found === 'mbr') {
    // The boot code of a file system may look like entries.
    const confidence = inFileSystem ? 'weak' : 'certain'
    return { format: 'mbr', confidence, marks: [entry, signature] }
  }
  const header = markAt(head, 512, 8, 'gpt-header')
  const hasHeader = header.hex === '4546492050415254'
  return {
    format: 'gpt',
    confidence: hasHeader ? 'certain' : 'likely',
    marks: hasHeader ? [entry, signature, header] : [entry, signature],
  }
}
