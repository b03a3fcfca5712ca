import type { Fault } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { VdiDetails } from './types.ts'

export const VDI_BLOCK_SIZE = 1024 * 1024
/** qemu's bound on the blocks of an image. */
const MAX_BLOCKS = 0x1fffff80
const MAX_SIZE = MAX_BLOCKS * VDI_BLOCK_SIZE

/** A field that qemu refuses, by its name in VirtualBox's header. */
type Refusal = readonly [
  refused: boolean,
  field: string,
  offset: number,
  found: number | string,
  why: string,
]

export function sizeFault(diskSize: number): Fault | undefined {
  if (diskSize <= MAX_SIZE) return undefined
  const message = `Unsupported VDI image size (size is 0x${diskSize.toString(16)}, max supported is 0x${MAX_SIZE.toString(16)})`
  const expected = `at most ${MAX_SIZE}`
  return {
    code: 'limit',
    message,
    what: 'vdi.disk_size',
    offset: 0x170,
    expected,
    found: `${diskSize}`,
  }
}

/** Why blocks cannot be found, in qemu's order and words (block/vdi.c). */
export function layoutFault(vdi: VdiDetails, virtualSize: number): Fault | undefined {
  const { version, mapOffset, dataOffset, sectorSize, blockSize, blockCount } = vdi
  const room = blockCount * blockSize
  return firstOf([
    [version !== '1.1', 'version', 0x44, version, `version ${version}`],
    [
      mapOffset % SECTOR_SIZE !== 0,
      'offset_bmap',
      0x154,
      mapOffset,
      `unaligned block map offset ${hex(mapOffset)}`,
    ],
    [
      dataOffset % SECTOR_SIZE !== 0,
      'offset_data',
      0x158,
      dataOffset,
      `unaligned data offset ${hex(dataOffset)}`,
    ],
    [
      sectorSize !== SECTOR_SIZE,
      'sector_size',
      0x168,
      sectorSize,
      `sector size ${sectorSize} is not ${SECTOR_SIZE}`,
    ],
    [
      blockSize !== VDI_BLOCK_SIZE,
      'block_size',
      0x178,
      blockSize,
      `block size ${blockSize} is not ${VDI_BLOCK_SIZE}`,
    ],
    [
      virtualSize > room,
      'blocks_in_image',
      0x180,
      blockCount,
      `disk size ${virtualSize}, image bitmap has room for ${room}`,
    ],
  ])
}

/** qemu reads no image that stands on another; a count that is only too large is no harm to reading. */
export function linkFault({
  parentUuid,
  parentModificationUuid,
  blockCount,
}: VdiDetails): Fault | undefined {
  return firstOf([
    [parentUuid !== undefined, 'uuid_link', 0x1a8, parentUuid ?? '', 'non-NULL link UUID'],
    [
      parentModificationUuid !== undefined,
      'uuid_parent',
      0x1b8,
      parentModificationUuid ?? '',
      'non-NULL parent UUID',
    ],
    [
      blockCount > MAX_BLOCKS,
      'blocks_in_image',
      0x180,
      blockCount,
      `too many blocks ${blockCount}, max is ${MAX_BLOCKS}`,
    ],
  ])
}

function firstOf(refusals: readonly Refusal[]): Fault | undefined {
  const first = refusals.find(([refused]) => refused)
  if (first === undefined) return undefined
  const [, field, offset, found, why] = first
  const message = `unsupported VDI image (${why})`
  const expected = 'a value that qemu takes'
  return { code: 'unsupported', message, what: `vdi.${field}`, offset, expected, found: `${found}` }
}

function hex(value: number): string {
  return `0x${value.toString(16)}`
}
