import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { NOWHERE, RunBuilder } from '../disk/run-builder.ts'
import type { LayerExtent, LayerExtentKind } from '../disk/types.ts'
import type { DescriptorReader } from './descriptor.ts'
import { ALL_SUBCLUSTERS, EXTENDED_ENTRY_BYTES, entryText } from './entry-words.ts'
import { SUBCLUSTERS_PER_CLUSTER } from './limits.ts'
import type { TableSpan } from './runs.ts'

/** Runs of equal subclusters of a table with extended entries (qcow2.rst, Extended L2 Entries). */
export function* extendedRuns(span: TableSpan, reader: DescriptorReader): Generator<LayerExtent> {
  const { table, tableOffset, first, end, clusterSize } = span
  const subcluster = clusterSize / SUBCLUSTERS_PER_CLUSTER
  const runs = new RunBuilder()
  for (let index = first; index < end; index += 1) {
    const guest = span.guest + (index - first) * clusterSize
    const at = index * EXTENDED_ENTRY_BYTES
    const high = table.view.getUint32(at)
    const low = table.view.getUint32(at + 4)
    const zero = table.view.getUint32(at + 8)
    const allocated = table.view.getUint32(at + 12)
    const kind = checked(
      reader.kindOf(high, low, guest, tableOffset + at),
      allocated,
      zero,
      tableOffset + at,
      reader,
    )
    const { offset } = reader
    if (kind === 'data' && offset !== NOWHERE) {
      reader.checkEnd(offset, allocatedBytes(allocated, subcluster), tableOffset + at)
    }
    const whole = wholeCluster(kind, allocated, zero)
    if (whole !== undefined) {
      const done = runs.push(guest, clusterSize, whole, offset)
      if (done !== undefined) yield done
      continue
    }
    // What shows through an overlay is asked for a subcluster at a time: all of each cluster would be
    // a thousand looks at it.
    const firstBit = Math.max(Math.floor((span.start - guest) / subcluster), 0)
    const endBit = Math.min(Math.ceil((span.stop - guest) / subcluster), SUBCLUSTERS_PER_CLUSTER)
    for (let bit = firstBit; bit < endBit; bit += 1) {
      const start = bit * subcluster
      const host = offset === NOWHERE ? NOWHERE : offset + start
      const done = runs.push(guest + start, subcluster, subclusterKind(allocated, zero, bit), host)
      if (done !== undefined) yield done
    }
  }
  const last = runs.end()
  if (last !== undefined) yield last
}

/** Up to where a cluster is used: what no subcluster is allocated in need not be in the file. */
function allocatedBytes(allocated: number, subcluster: number): number {
  return (SUBCLUSTERS_PER_CLUSTER - Math.clz32(allocated)) * subcluster
}

/** The descriptor's kind, or `invalid` where the bitmaps contradict it or each other. */
function checked(
  kind: LayerExtentKind,
  allocated: number,
  zero: number,
  at: number,
  reader: DescriptorReader,
): LayerExtentKind {
  if (kind === 'data' && (allocated & zero) !== 0) {
    return contradicted(reader, at, says('no subcluster both allocated and zero'), allocated, zero)
  }
  if (kind === 'unallocated' && allocated !== 0) {
    return contradicted(
      reader,
      at,
      says('no allocated subcluster without a cluster'),
      allocated,
      zero,
    )
  }
  return kind
}

function contradicted(
  reader: DescriptorReader,
  at: number,
  expected: Phrase,
  allocated: number,
  zero: number,
): LayerExtentKind {
  return reader.refuse(at + 8, expected, () => quote(entryText(zero, allocated)))
}

/** The one kind of the whole cluster, or undefined where its subclusters differ. */
function wholeCluster(
  kind: LayerExtentKind,
  allocated: number,
  zero: number,
): LayerExtentKind | undefined {
  if (kind !== 'data' && kind !== 'unallocated') return kind
  if (allocated === ALL_SUBCLUSTERS) return 'data'
  if (zero === ALL_SUBCLUSTERS) return 'zero'
  return allocated === 0 && zero === 0 ? 'unallocated' : undefined
}

function subclusterKind(allocated: number, zero: number, bit: number): LayerExtentKind {
  if (((zero >>> bit) & 1) === 1) return 'zero'
  return ((allocated >>> bit) & 1) === 1 ? 'data' : 'unallocated'
}
