import { NOWHERE, RunBuilder } from '../disk/run-builder.ts'
import type { LayerExtent } from '../disk/types.ts'
import type { DescriptorReader } from './descriptor.ts'
import { ENTRY_BYTES } from './entry-words.ts'
import { nextUsed, type Table } from './tables.ts'

/** The part of one L2 table that a walk is at. */
export interface TableSpan {
  readonly table: Table
  /** Byte offset of the table in the file, for faults. */
  readonly tableOffset: number
  /** Entries `first` to `end`. */
  readonly first: number
  readonly end: number
  /** Guest offset that entry `first` maps. */
  readonly guest: number
  readonly clusterSize: number
  /** The guest's stretch that is asked for: it may begin within the first entry and end within the last. */
  readonly start: number
  readonly stop: number
}

/**
 * Runs of equal clusters of a table with standard entries. `skipEmpty` is off beside an external
 * data file, where an entry with nothing but bit 63 set maps host offset 0.
 */
export function* standardRuns(
  span: TableSpan,
  reader: DescriptorReader,
  skipEmpty: boolean,
): Generator<LayerExtent> {
  const { table, tableOffset, first, end, clusterSize } = span
  const runs = new RunBuilder()
  let index = first
  while (index < end) {
    const guest = span.guest + (index - first) * clusterSize
    const used = skipEmpty ? nextUsed(table.doubles, index, end) : index
    let done: LayerExtent | undefined
    if (used > index) {
      done = runs.push(guest, (used - index) * clusterSize, 'unallocated', NOWHERE)
      index = used
    } else {
      const at = index * ENTRY_BYTES
      const high = table.view.getUint32(at)
      const low = table.view.getUint32(at + 4)
      const kind = reader.kindOf(high, low, guest, tableOffset + at)
      done = runs.push(guest, clusterSize, kind, reader.offset)
      index += 1
    }
    if (done !== undefined) yield done
  }
  const last = runs.end()
  if (last !== undefined) yield last
}
