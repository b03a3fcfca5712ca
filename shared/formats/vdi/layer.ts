import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { entryTableInside } from '../disk/entry-table.ts'
import { errorOf } from '../disk/fault.ts'
import type { DiskLayer } from '../disk/types.ts'
import { VDI_BLOCK_SIZE } from './rules.ts'
import { readVdi } from './vdi.ts'

const HEAD_SIZE = 512
/** The block was never written. */
const UNALLOCATED = 0xffffffff
/** The block was discarded, and is zeros. */
const DISCARDED = 0xfffffffe

/**
 * A VirtualBox image as a layer. What was never written shows the parent, or is zeros where there is
 * none. Throws `FormatError` for a header or a block map that cannot be read.
 */
export function openVdiLayer(source: ByteSource): DiskLayer {
  const { summary, vdi, broken } = readVdi(headWindow(source, HEAD_SIZE))
  if (broken !== undefined) throw errorOf(broken)
  const never = vdi.parentUuid === undefined ? 'zero' : 'unallocated'
  const table = entryTableInside(source, {
    what: 'vdi block map',
    offset: vdi.mapOffset,
    count: Math.ceil(summary.virtualSize / VDI_BLOCK_SIZE),
    entryBytes: 4,
    littleEndian: true,
  })
  const map: BlockMap = {
    source,
    size: summary.virtualSize,
    unit: VDI_BLOCK_SIZE,
    run(index, _end, walk) {
      const entry = table.low(index)
      if (entry === UNALLOCATED) return walk.nowhere(never, 1)
      if (entry === DISCARDED) return walk.nowhere('zero', 1)
      const offset = vdi.dataOffset + entry * VDI_BLOCK_SIZE
      return walk.data(offset, 1, 'vdi block map', table.placeOf(index))
    },
  }
  // A static image has all its blocks, as long as holes of the file as the guest never wrote them.
  return { ...blockLayer(map), holesKnown: vdi.imageType !== 'static' }
}
