import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { openWindow } from '../../bytes/window.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { entryTableInside } from '../disk/entry-table.ts'
import type { DiskLayer } from '../disk/types.ts'
import {
  BAT_ENTRY_BYTES,
  isExtended,
  PARALLELS_HEADER_SIZE,
  type Parallels,
  readParallels,
} from './parallels.ts'

const HEAD_SIZE = 4096

/** A Parallels image as a layer. Throws `FormatError` for what its header is refused for. */
export function openParallelsLayer(source: ByteSource): DiskLayer {
  return blockLayer(
    parallelsMap(source, readParallels(openWindow(source, new Uint8Array(HEAD_SIZE)))),
  )
}

function parallelsMap(source: ByteSource, { summary, parallels }: Parallels): BlockMap {
  const { header } = parallels
  const unit = summary.clusterSize
  // Places are sectors in the older format and clusters in the extended one.
  const scale = isExtended(header) ? unit : SECTOR_SIZE
  const table = entryTableInside(source, {
    what: 'block allocation table',
    offset: PARALLELS_HEADER_SIZE,
    count: header.batEntries,
    entryBytes: BAT_ENTRY_BYTES,
    littleEndian: true,
  })
  return {
    source,
    size: summary.virtualSize,
    unit,
    run(index, end, walk) {
      if (index >= header.batEntries) return walk.nowhere('unallocated', end - index)
      const place = table.low(index)
      if (place === 0) return walk.nowhere('unallocated', 1)
      return walk.data(place * scale, 1, table.shape.what, table.placeOf(index))
    },
  }
}
