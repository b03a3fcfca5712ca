import type { Fault } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { type Phrase, quote, type Sayable, says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
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
  found: Sayable,
  why: Phrase,
]

export function sizeFault(diskSize: number): Fault | undefined {
  if (diskSize <= MAX_SIZE) return undefined
  const message = says('Unsupported VDI image size (size is {{hex}}, max supported is {{hex2}})', {
    ...{ hex: hex(diskSize), hex2: hex(MAX_SIZE) },
  })
  const expected = says('at most {{n}}', { n: MAX_SIZE })
  return faultOf('limit', 'vdi.disk_size', 0x170, expected, diskSize, message)
}

/** Why blocks cannot be found, in qemu's order and words (block/vdi.c). */
export function layoutFault(vdi: VdiDetails, virtualSize: number): Fault | undefined {
  const { version, mapOffset, dataOffset, sectorSize, blockSize, blockCount } = vdi
  const room = blockCount * blockSize
  return firstOf([
    [
      version !== '1.1',
      'version',
      0x44,
      quote(version),
      says('version {{name}}', { name: version }),
    ],
    [
      mapOffset % SECTOR_SIZE !== 0,
      'offset_bmap',
      0x154,
      mapOffset,
      says('unaligned block map offset {{at}}', { at: mapOffset }),
    ],
    [
      dataOffset % SECTOR_SIZE !== 0,
      'offset_data',
      0x158,
      dataOffset,
      says('unaligned data offset {{at}}', { at: dataOffset }),
    ],
    [
      sectorSize !== SECTOR_SIZE,
      'sector_size',
      0x168,
      sectorSize,
      says('sector size {{n}} is not {{n2}}', { n: sectorSize, n2: SECTOR_SIZE }),
    ],
    [
      blockSize !== VDI_BLOCK_SIZE,
      'block_size',
      0x178,
      blockSize,
      says('block size {{n}} is not {{n2}}', { n: blockSize, n2: VDI_BLOCK_SIZE }),
    ],
    [
      virtualSize > room,
      'blocks_in_image',
      0x180,
      blockCount,
      says('disk size {{n}}, image bitmap has room for {{n2}}', { n: virtualSize, n2: room }),
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
    [
      parentUuid !== undefined,
      'uuid_link',
      0x1a8,
      quote(parentUuid ?? ''),
      says('non-NULL link UUID'),
    ],
    [
      parentModificationUuid !== undefined,
      'uuid_parent',
      0x1b8,
      quote(parentModificationUuid ?? ''),
      says('non-NULL parent UUID'),
    ],
    [
      blockCount > MAX_BLOCKS,
      'blocks_in_image',
      0x180,
      blockCount,
      says('too many blocks {{n}}, max is {{n2}}', { n: blockCount, n2: MAX_BLOCKS }),
    ],
  ])
}

function firstOf(refusals: readonly Refusal[]): Fault | undefined {
  const first = refusals.find(([refused]) => refused)
  if (first === undefined) return undefined
  const [, field, offset, found, why] = first
  const message = says('unsupported VDI image ({{why}})', { why: why })
  const expected = says('a value that qemu takes')
  return faultOf('unsupported', `vdi.${field}`, offset, expected, found, message)
}

function hex(value: number): string {
  return `0x${value.toString(16)}`
}
