import type { Fault } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { type Phrase, quote, type Sayable, says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import type { VdiDetails } from './types.ts'

export const VDI_BLOCK_SIZE = 1024 * 1024
/** qemu's bound on the blocks of an image. */
const MAX_BLOCKS = 0x1fffff80
const MAX_SIZE = MAX_BLOCKS * VDI_BLOCK_SIZE

/** Of the fields that qemu refuses, by their names in VirtualBox's header, the offsets. */
const FIELDS = {
  version: 0x44,
  offset_bmap: 0x154,
  offset_data: 0x158,
  sector_size: 0x168,
  block_size: 0x178,
  blocks_in_image: 0x180,
  uuid_link: 0x1a8,
  uuid_parent: 0x1b8,
} as const

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
  if (version !== '1.1') {
    return refused('version', quote(version), says('version {{name}}', { name: version }))
  }
  if (mapOffset % SECTOR_SIZE !== 0) {
    const why = says('unaligned block map offset {{at}}', { at: mapOffset })
    return refused('offset_bmap', mapOffset, why)
  }
  if (dataOffset % SECTOR_SIZE !== 0) {
    const why = says('unaligned data offset {{at}}', { at: dataOffset })
    return refused('offset_data', dataOffset, why)
  }
  if (sectorSize !== SECTOR_SIZE) {
    const why = says('sector size {{n}} is not {{n2}}', { n: sectorSize, n2: SECTOR_SIZE })
    return refused('sector_size', sectorSize, why)
  }
  if (blockSize !== VDI_BLOCK_SIZE) {
    const why = says('block size {{n}} is not {{n2}}', { n: blockSize, n2: VDI_BLOCK_SIZE })
    return refused('block_size', blockSize, why)
  }
  const n2 = blockCount * blockSize
  if (virtualSize <= n2) return undefined
  const why = says('disk size {{n}}, image bitmap has room for {{n2}}', { n: virtualSize, n2 })
  return refused('blocks_in_image', blockCount, why)
}

/** qemu reads no image that stands on another; a count that is only too large is no harm to reading. */
export function linkFault(vdi: VdiDetails): Fault | undefined {
  const { parentUuid, parentModificationUuid, blockCount } = vdi
  if (parentUuid !== undefined) {
    return refused('uuid_link', quote(parentUuid), says('non-NULL link UUID'))
  }
  if (parentModificationUuid !== undefined) {
    return refused('uuid_parent', quote(parentModificationUuid), says('non-NULL parent UUID'))
  }
  if (blockCount <= MAX_BLOCKS) return undefined
  const why = says('too many blocks {{n}}, max is {{n2}}', { n: blockCount, n2: MAX_BLOCKS })
  return refused('blocks_in_image', blockCount, why)
}

function refused(field: keyof typeof FIELDS, found: Sayable, why: Phrase): Fault {
  const message = says('unsupported VDI image ({{why}})', { why })
  const expected = says('a value that qemu takes')
  return faultOf('unsupported', `vdi.${field}`, FIELDS[field], expected, found, message)
}

function hex(value: number): string {
  return `0x${value.toString(16)}`
}
