import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { BlockWalk } from '../disk/block-walk.ts'
import { type BlockMap, blockLayer } from '../disk/blocks.ts'
import { TwoLevels } from '../disk/two-levels.ts'
import type { DiskLayer } from '../disk/types.ts'
import { isQedPlace, isQedTable, qedTableEntries } from './header.ts'
import { readQed } from './qed.ts'
import type { QedHeader } from './types.ts'

const ZERO_CLUSTER = 1
const EXPECTED = says('whole clusters inside the file, behind the header')

/** A QED image as a layer. Throws the `FormatError` for which qemu refuses its header. */
export function openQedLayer(source: ByteSource): DiskLayer {
  const { qed } = readQed(headWindow(source))
  return blockLayer(qedMap(source, qed.header))
}

function qedMap(source: ByteSource, header: QedHeader): BlockMap {
  const tables = qedTables(source, header)
  return {
    source,
    size: header.imageSize,
    unit: header.clusterSize,
    run(index: number, end: number, walk: BlockWalk): number {
      const place = tables.at(index, end, walk)
      if (typeof place === 'number') return place
      const offset = place.table.value(place.index)
      if (offset === 0) return walk.nowhere('unallocated', 1)
      if (offset === ZERO_CLUSTER) return walk.nowhere('zero', 1)
      const at = place.table.placeOf(place.index)
      // Of a cluster that a cut went through the rest is there: qemu reads it behind another one.
      const begins = isQedPlace(header, offset) && offset < source.size
      if (begins) return walk.data(offset, 1, 'L2 table', at)
      return walk.invalid(1, 'L2 table', at, EXPECTED, says('{{at}}', { at: offset }))
    },
  }
}

function qedTables(source: ByteSource, header: QedHeader): TwoLevels {
  const table = { entryBytes: 8, littleEndian: true, count: qedTableEntries(header) } as const
  return new TwoLevels(source, {
    first: { ...table, what: 'L1 table', offset: header.l1TableOffset },
    second: { ...table, what: 'L2 table' },
    scale: 1,
    alignment: header.clusterSize,
    // qemu reads no table that is not all there, where it pads those of other formats with zeros.
    expected: (offset) => (isQedTable(header, offset, source.size) ? undefined : EXPECTED),
  })
}
