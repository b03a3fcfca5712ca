import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { detectFirst } from '../detect.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { joinedLayer } from '../disk/joined-layer.ts'
import type { DiskLayer } from '../disk/types.ts'
import { rawLayer } from '../raw/layer.ts'
import { beyondEnd, bitmapSize, blockTable, UNALLOCATED } from './block-table.ts'
import { DifferencingMap } from './differencing-map.ts'
import type { VpcDynamicHeader } from './types.ts'
import { readFixedVpc, readVpc, type Vpc } from './vpc.ts'

/** A VHD as a layer. Throws `FormatError` for a header that cannot be read. */
export function openVpcLayer(source: ByteSource): DiskLayer {
  const window = headWindow(source)
  const found = detectFirst(window.head) === 'vpc' ? readVpc(window) : readFixedVpc(window)
  if (found === undefined) {
    throw new FormatError('invalid', 'vpc', 0, says('a footer'), says('none at either end'))
  }
  const { dynamic, diskType } = found.vpc
  if (dynamic === undefined || diskType === 'fixed') return fixedLayer(source, found)
  if (diskType !== 'differencing') {
    return blockLayer(dynamicMap(source, dynamic, found.summary.virtualSize))
  }
  return blockLayer(new DifferencingMap(source, dynamic, found.summary.virtualSize))
}

/** The guest's disk is the file itself, up to the size that the footer says. */
function fixedLayer(source: ByteSource, { summary }: Vpc): DiskLayer {
  const length = summary.virtualSize
  return joinedLayer([{ start: 0, length, from: 0, layer: rawLayer(source) }], length)
}

/** Of a block that is there, all is the guest's: qemu does not look at its bitmap either. */
function dynamicMap(source: ByteSource, dynamic: VpcDynamicHeader, size: number): BlockMap {
  const { blockSize } = dynamic
  const table = blockTable(source, dynamic, size)
  const before = bitmapSize(blockSize)
  const whole = before + blockSize
  return {
    source,
    size,
    unit: blockSize,
    run(index, _end, walk) {
      const sector = table.low(index)
      if (sector === UNALLOCATED) return walk.nowhere('zero', 1)
      const offset = sector * SECTOR_SIZE
      const at = table.placeOf(index)
      if (offset + whole > source.size) return beyondEnd(walk, 1, at, offset, source.size)
      return walk.data(offset + before, 1, table.shape.what, at)
    },
  }
}
