import type { FaultCode } from '../../bytes/errors.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { noteOdd } from '../disk/odd-entries.ts'
import type { FaultSink } from '../disk/types.ts'
import { ENTRY_BYTES, entryOffset, entryText, hasReservedL1Bits } from './entry-words.ts'
import type { Qcow2Tables } from './tables.ts'

/** What an L1 entry says of its L2 table; `none` where there is none, or none inside the file. */
export type L2Place =
  | { readonly kind: 'table'; readonly offset: number }
  | { readonly kind: 'none' }
  | { readonly kind: 'invalid' }

const NONE: L2Place = { kind: 'none' }
const INVALID: L2Place = { kind: 'invalid' }

/** The L2 table of an L1 entry, with each fault of the entry noted. */
export function l2Place(tables: Qcow2Tables, index: number, faults?: FaultSink): L2Place {
  const { geometry, source } = tables
  const clusterSize = 2 ** geometry.clusterBits
  const at = geometry.l1Offset + index * ENTRY_BYTES
  const { high, low } = tables.l1Entry(index)
  if (hasReservedL1Bits(high, low)) {
    const found = quote(entryText(high, low))
    const start = index * tables.layout.l2Coverage
    const length = Math.min(tables.layout.l2Coverage, geometry.size - start)
    noteOdd(faults, start, length, () =>
      faultOf('invalid', 'L1 entry', at, says('reserved bits 0'), found),
    )
  }
  const offset = entryOffset(high, low)
  if (offset === 0) return NONE
  if (offset % clusterSize !== 0) {
    note(
      faults,
      'invalid',
      at,
      says('an offset aligned to clusters'),
      says('{{at}}', { at: offset }),
    )
    return INVALID
  }
  if (offset + clusterSize > source.size) {
    const expected = says('an L2 table that ends by {{at}}', { at: source.size })
    note(
      faults,
      'truncated',
      at,
      expected,
      says('one that starts at {{at}}', { at: BigInt(offset) }),
    )
  }
  return offset < source.size ? { kind: 'table', offset } : NONE
}

function note(
  faults: FaultSink | undefined,
  code: FaultCode,
  at: number,
  expected: Phrase,
  found: Phrase,
): void {
  faults?.note(code, () => faultOf(code, 'L1 entry', at, expected, found))
}

/** Offset of the L2 table of an L1 entry, where there is a usable one. */
export function l2OffsetAt(tables: Qcow2Tables, index: number): number | undefined {
  if (index >= tables.geometry.l1Entries) return undefined
  const place = l2Place(tables, index)
  return place.kind === 'table' ? place.offset : undefined
}
