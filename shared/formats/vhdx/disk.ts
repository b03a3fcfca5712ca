import { FormatError } from '../../bytes/errors.ts'
import { guidText } from '../../bytes/guid.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { says } from '../../phrases/phrase.ts'
import type { VhdxItems } from './metadata.ts'
import type { VhdxDisk, VhdxRegion } from './types.ts'

const MIB = 2 ** 20
const MAX_BLOCK_SIZE = 256 * MIB
const SECTOR_SIZES: readonly number[] = [SECTOR_SIZE, 4096]
const ENTRY_BYTES = 8
/** Sectors that one block of the sector bitmap describes: 1 MiB of bits. */
const CHUNK_SECTORS = 2 ** 23

/** What the metadata says of the disk (MS-VHDX, 2.6.2); values are checked in qemu's order. */
export function readVhdxDisk(items: VhdxItems): VhdxDisk {
  const parameters = items.first('file-parameters', 8)
  const blockSize = parameters.u32Le()
  const bits = parameters.u32Le()
  const virtualDiskSize = items.first('virtual-disk-size', 8).safeU64Le('vhdx.virtual_disk_size')
  const logicalSectorSize = items.first('logical-sector-size', 4).u32Le()
  const physicalSectorSize = items.first('physical-sector-size', 4).u32Le()
  const virtualDiskId = guidText(items.first('virtual-disk-id', 16).borrowBytes(16))
  checkBlockSize(blockSize)
  if (!SECTOR_SIZES.includes(logicalSectorSize)) {
    const found = logicalSectorSize
    throw new FormatError(
      'unsupported',
      'vhdx.logical_sector_size',
      0,
      says('{{n}} or {{n2}}', { n: 512, n2: 4096 }),
      found,
    )
  }
  const hasParent = (bits & 2) !== 0
  const diskType = hasParent ? 'differencing' : (bits & 1) !== 0 ? 'fixed' : 'dynamic'
  const sectors = { logicalSectorSize, physicalSectorSize }
  return { diskType, blockSize, virtualDiskSize, virtualDiskId, ...sectors }
}

/** Nothing is divided by a block size of 0, nor by another that the format does not have. */
function checkBlockSize(size: number): void {
  if (size >= MIB && size <= MAX_BLOCK_SIZE && Number.isInteger(Math.log2(size))) return
  const expected = says('a power of two from {{n}} MiB to {{n2}} MiB', { n: 1, n2: 256 })
  throw new FormatError('invalid', 'vhdx.block_size', 0, expected, size)
}

/** Payload blocks to one block of the sector bitmap, whose entry follows theirs (MS-VHDX, 2.5). */
export function chunkRatio({ blockSize, logicalSectorSize }: VhdxDisk): number {
  return (CHUNK_SECTORS * logicalSectorSize) / blockSize
}

/**
 * Bytes of a payload block that must be in the file. A writer is to make the last one whole as well,
 * which qemu does not where the disk of a fixed image does not fill it.
 */
export function bytesOfBlock({ blockSize, virtualDiskSize }: VhdxDisk, index: number): number {
  return Math.min(blockSize, virtualDiskSize - index * blockSize)
}

/** Entries that the table must have. Throws `FormatError` where its region is too small for them. */
export function tableEntries(disk: VhdxDisk, table: VhdxRegion): number {
  const blocks = Math.ceil(disk.virtualDiskSize / disk.blockSize)
  const ratio = chunkRatio(disk)
  const count =
    disk.diskType === 'differencing'
      ? Math.ceil(blocks / ratio) * (ratio + 1)
      : blocks + Math.floor((blocks - 1) / ratio)
  const most = Math.floor(table.length / ENTRY_BYTES)
  // Of a disk without blocks qemu counts more entries than any table has.
  if (blocks > 0 && count <= most) return count
  const expected = says('a table for {{bytes}} bytes', { bytes: disk.virtualDiskSize })
  throw new FormatError(
    'invalid',
    'vhdx.bat',
    table.offset,
    expected,
    says('{{n}} entries', { n: most }),
  )
}
