import type { FileContent, FilePart } from '../tree.ts'
import { encodeHeader, type Qcow2Names, setUint64 } from './qcow2-header.ts'

/** A guest cluster that the image holds; without bytes it is a zero cluster that takes no space. */
export interface GuestCluster {
  readonly index: number
  /** One cluster of data. */
  readonly bytes?: Uint8Array
}

export interface Qcow2Description extends Qcow2Names {
  /** Bytes, a multiple of the cluster size. */
  readonly virtualSize: number
  /** In the order in which the guest wrote them: the file is laid out like that. */
  readonly clusters: readonly GuestCluster[]
}

/** qemu's default: clusters of 64 KiB. */
const CLUSTER_BITS = 16
export const CLUSTER_SIZE = 1 << CLUSTER_BITS

const L2_ENTRIES = CLUSTER_SIZE / 8
const REFCOUNTS_PER_BLOCK = CLUSTER_SIZE / 2
const ZERO_FLAG = 1
const COPIED = 0x80000000

// Header, refcount table, its one block and the L1 table stand in front, as qemu-img lays them out.
const REFCOUNT_TABLE = CLUSTER_SIZE
const REFCOUNT_BLOCK = 2 * CLUSTER_SIZE
const L1_TABLE = 3 * CLUSTER_SIZE

/**
 * Encodes a version 3 image with L1, L2 and 16-bit refcounts that agree (qcow2.rst). Throws
 * `RangeError` when it needs more clusters than one refcount block counts: 2 GiB of file.
 */
export function encodeQcow2(description: Qcow2Description): FileContent {
  const l1Entries = Math.ceil(description.virtualSize / (CLUSTER_SIZE * L2_ENTRIES))
  const layout = {
    virtualSize: description.virtualSize,
    clusterBits: CLUSTER_BITS,
    l1Entries,
    l1Offset: L1_TABLE,
    refcountTableOffset: REFCOUNT_TABLE,
  }
  const firstFree = 3 + Math.ceil((l1Entries * 8) / CLUSTER_SIZE)
  const guest = allocate(description.clusters, l1Entries, firstFree)
  // QEMU ends a file that has no more than its tables where the last of them does.
  const isEmpty = guest.end === firstFree
  return {
    length: isEmpty ? L1_TABLE + l1Entries * 8 : guest.end * CLUSTER_SIZE,
    parts: [
      { offset: 0, bytes: encodeHeader(layout, description) },
      ...encodeRefcounts(guest.end),
      ...guest.parts,
    ],
  }
}

interface Allocation {
  readonly parts: readonly FilePart[]
  /** Clusters in the file. */
  readonly end: number
}

/** Gives every L2 table and data cluster its place, in the order of first use. */
function allocate(
  clusters: readonly GuestCluster[],
  l1Entries: number,
  firstFree: number,
): Allocation {
  const l1 = table(l1Entries)
  const l2Tables = new Map<number, { readonly offset: number; readonly view: DataView }>()
  const data: FilePart[] = []
  let end = firstFree
  for (const { index, bytes } of clusters) {
    const l1Index = Math.floor(index / L2_ENTRIES)
    let l2 = l2Tables.get(l1Index)
    if (l2 === undefined) {
      l2 = { offset: end++ * CLUSTER_SIZE, view: table(L2_ENTRIES) }
      l2Tables.set(l1Index, l2)
      setEntry(l1, l1Index, l2.offset)
    }
    if (bytes === undefined) {
      setUint64(l2.view, (index % L2_ENTRIES) * 8, ZERO_FLAG)
      continue
    }
    const offset = end++ * CLUSTER_SIZE
    setEntry(l2.view, index % L2_ENTRIES, offset)
    data.push({ offset, bytes })
  }
  const l2Parts = [...l2Tables.values()].map(({ offset, view }) => usedPart(offset, view))
  return { parts: [usedPart(L1_TABLE, l1), ...l2Parts, ...data], end }
}

function table(entries: number): DataView {
  return new DataView(new ArrayBuffer(entries * 8))
}

/** An L1 or L2 entry whose target has the refcount 1. */
function setEntry(view: DataView, index: number, offset: number): void {
  setUint64(view, index * 8, offset)
  view.setUint32(index * 8, (view.getUint32(index * 8) | COPIED) >>> 0)
}

/** The table up to its last used entry, at least one: what follows is a hole. */
function usedPart(offset: number, view: DataView): FilePart {
  let end = view.byteLength
  while (end > 8 && view.getBigUint64(end - 8) === 0n) end -= 8
  return { offset, bytes: new Uint8Array(view.buffer, 0, end) }
}

function encodeRefcounts(clusters: number): readonly FilePart[] {
  if (clusters > REFCOUNTS_PER_BLOCK) {
    throw new RangeError(`${clusters} clusters are more than one refcount block counts`)
  }
  const refcountTable = table(1)
  setUint64(refcountTable, 0, REFCOUNT_BLOCK)
  const block = new DataView(new ArrayBuffer(clusters * 2))
  for (let cluster = 0; cluster < clusters; cluster++) block.setUint16(cluster * 2, 1)
  return [
    { offset: REFCOUNT_TABLE, bytes: new Uint8Array(refcountTable.buffer) },
    { offset: REFCOUNT_BLOCK, bytes: new Uint8Array(block.buffer) },
  ]
}
