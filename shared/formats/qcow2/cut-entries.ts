import { type Fault, ifWellFormed } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { FaultLog } from '../disk/fault-log.ts'
import { geometryOf } from './geometry.ts'
import { l2Place } from './l1.ts'
import { StoredRefcounts } from './refcounts.ts'
import { Qcow2Tables } from './tables.ts'
import type { Qcow2Header } from './types.ts'

/**
 * The first L1 entry and the first entry of the refcount table that point past the end of the file,
 * as those of a file do that was cut. Reads both tables, up to 40 MiB by qemu's limits: for one image
 * on demand, not for a scan. `header` is one that qemu takes.
 */
export function cutEntries(source: ByteSource, header: Qcow2Header): readonly Fault[] {
  // A table that cannot be where the header says is a fault of the header.
  const found = [cutL1, cutRefcounts].map((cut) => ifWellFormed(() => cut(source, header)))
  return found.filter((fault) => fault !== undefined)
}

function cutL1(source: ByteSource, header: Qcow2Header): Fault | undefined {
  const tables = new Qcow2Tables(source, geometryOf(header))
  const end = tables.geometry.l1Entries
  const nextFrom = (from: number) => tables.nextUsedL1(from, end)
  for (let index = nextFrom(0); index < end; index = nextFrom(index + 1)) {
    const log = new FaultLog()
    l2Place(tables, index, log)
    const cut = log.kept.find(({ code }) => code === 'truncated')
    if (cut !== undefined) return cut
  }
  return undefined
}

function cutRefcounts(source: ByteSource, header: Qcow2Header): Fault | undefined {
  const refcounts = new StoredRefcounts(source, header)
  for (let index = 0; index < refcounts.usedEntries; index += 1) {
    const offset = refcounts.blockOffset(index)
    if (offset < source.size || refcounts.isWrong(index)) continue
    const at = entryAt(refcounts, index)
    const expected = says('a refcount block below the end at {{at}}', { at: source.size })
    return faultOf('truncated', REFCOUNT_ENTRY, at, expected, says('{{at}}', { at: offset }))
  }
  return undefined
}

/**
 * The first entry of the refcount table that no cut has made: it is not aligned, has reserved bits set or
 * names what is beyond any image.
 */
export function wrongRefcountEntry(source: ByteSource, header: Qcow2Header): Fault | undefined {
  return ifWellFormed(() => {
    const refcounts = new StoredRefcounts(source, header)
    for (let index = 0; index < refcounts.usedEntries; index += 1) {
      if (!refcounts.isWrong(index)) continue
      const isPlaced = !refcounts.hasReservedBits(index) && !refcounts.isUnaligned(index)
      const expected = isPlaced
        ? says('an offset below the end at {{at}}', { at: source.size })
        : says('an offset aligned to clusters, and reserved bits 0')
      const at = entryAt(refcounts, index)
      return faultOf('invalid', REFCOUNT_ENTRY, at, expected, quote(refcounts.entryText(index)))
    }
    return undefined
  })
}

const REFCOUNT_ENTRY = 'refcount table entry'

function entryAt({ tableOffset }: StoredRefcounts, index: number): number {
  return tableOffset + index * 8
}
