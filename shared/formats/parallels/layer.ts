import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { entryTableInside } from '../disk/entry-table.ts'
import type { DiskLayer } from '../disk/types.ts'
import { blockTableOf } from './block-table.ts'
import { type Parallels, readParallels } from './parallels.ts'

/** A Parallels image as a layer. Throws `FormatError` for what its header is refused for. */
export function openParallelsLayer(source: ByteSource): DiskLayer {
  const window = headWindow(source)
  return blockLayer(parallelsMap(source, readParallels(window)))
}

function parallelsMap(source: ByteSource, image: Parallels): BlockMap {
  const { summary } = image
  const { shape, scale } = blockTableOf(image)
  const table = entryTableInside(source, shape)
  return {
    source,
    size: summary.virtualSize,
    unit: summary.clusterSize,
    run(index, end, walk) {
      if (index >= shape.count) return walk.nowhere('unallocated', end - index)
      const place = table.low(index)
      if (place === 0) return walk.nowhere('unallocated', 1)
      return walk.data(place * scale, 1, shape.what, table.placeOf(index))
    },
  }
}
