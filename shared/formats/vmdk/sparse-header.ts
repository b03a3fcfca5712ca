import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE, safeNumber } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { says } from '../../phrases/phrase.ts'
import { footerCursor } from './footer.ts'
import { checkGrains, checkTables } from './rules.ts'
import type { VmdkSparseHeader } from './types.ts'

/** `KDMV`: a hosted sparse extent. */
export const VMDK4_MAGIC = 0x4b444d56
const COMPRESSION_DEFLATE = 1
const FLAG_REDUNDANT_DIRECTORY = 1 << 1
const FLAG_ZERO_GRAINS = 1 << 2
const FLAG_MARKERS = 1 << 17
const DIRECTORY_AT_END = 0xffffffffffffffffn

/**
 * Reads the header of a sparse extent, or its footer where the header points there. Checks in qemu's
 * order (block/vmdk.c, `vmdk_open_vmdk4`).
 */
export function readSparseHeader(window: HeadWindow): VmdkSparseHeader {
  const head = new ByteCursor(window.head, 'vmdk')
  const footer = head.seek(56).u64Le() === DIRECTORY_AT_END
  const cursor = footer ? footerCursor(window.source, VMDK4_MAGIC) : head
  const base = cursor.seek(0).fileOffset
  const version = cursor.seek(4).u32Le()
  if (version > 3) {
    const message = says('Unsupported VMDK version {{n}}', { n: version })
    throw new FormatError(
      'unsupported',
      'vmdk.version',
      base + 4,
      says('{{n}} to {{n2}}', { n: 1, n2: 3 }),
      version,
      message,
    )
  }
  const header = readFields(cursor, version, footer)
  checkTables(header, base)
  checkLength(header, base, window.source.size)
  checkGrains(header, base)
  return header
}

function readFields(cursor: ByteCursor, version: number, footer: boolean): VmdkSparseHeader {
  const flags = cursor.u32Le()
  const capacity = cursor.safeU64Le('vmdk.capacity')
  const grainSize = sectorsToBytes(cursor, 'vmdk.grain_size')
  const descriptorOffset = cursor.safeU64Le('vmdk.descriptor_offset')
  const descriptorSize = cursor.safeU64Le('vmdk.descriptor_size')
  const tableEntries = cursor.u32Le()
  const redundantDirectoryOffset = sectorsToBytes(cursor, 'vmdk.rgd_offset')
  const directoryOffset = sectorsToBytes(cursor, 'vmdk.gd_offset')
  const overhead = sectorsToBytes(cursor, 'vmdk.overhead')
  const uncleanShutdown = cursor.u8() !== 0
  const compressed = cursor.skip(4).u16Le() === COMPRESSION_DEFLATE
  return {
    version,
    flags,
    redundantDirectory: (flags & FLAG_REDUNDANT_DIRECTORY) !== 0,
    zeroGrains: (flags & FLAG_ZERO_GRAINS) !== 0,
    markers: (flags & FLAG_MARKERS) !== 0,
    capacity,
    grainSize,
    compressed,
    descriptorOffset,
    descriptorSize,
    tableEntries,
    directoryOffset,
    redundantDirectoryOffset,
    overhead,
    footer,
    uncleanShutdown,
  }
}

function sectorsToBytes(cursor: ByteCursor, field: FaultPlace): number {
  const at = cursor.fileOffset
  return safeNumber(cursor.u64Le() * BigInt(SECTOR_SIZE), field, at)
}

function checkLength({ overhead }: VmdkSparseHeader, base: number, size: number): void {
  // qemu counts whole sectors of the file, and the last one that is begun is one.
  if (Math.ceil(size / SECTOR_SIZE) * SECTOR_SIZE >= overhead) return
  const message = says('File truncated, expecting at least {{bytes}} bytes', { bytes: overhead })
  const expected = says('{{bytes}} bytes', { bytes: overhead })
  throw new FormatError('truncated', 'vmdk.overhead', base + 64, expected, size, message)
}
