import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { blockLayer } from '../disk/blocks.ts'
import { errorOf } from '../disk/fault.ts'
import type { DiskLayer } from '../disk/types.ts'
import { DifferencingMap } from './differencing-map.ts'
import { PayloadBlocks } from './payload-blocks.ts'
import { readVhdx } from './vhdx.ts'

/**
 * A VHDX as a layer. Throws `FormatError` for a header that cannot be read, and, as qemu does, for a
 * log that is to be replayed first: until then tables and data may be of different times.
 */
export function openVhdxLayer(source: ByteSource): DiskLayer {
  const { summary, vhdx } = readVhdx(headWindow(source))
  const { fault, virtualSize = 0 } = summary
  if (fault !== undefined && fault.what === 'vhdx.log') throw errorOf(fault)
  const blocks = new PayloadBlocks(source, vhdx, virtualSize)
  return blockLayer(vhdx.disk.diskType === 'differencing' ? new DifferencingMap(blocks) : blocks)
}
