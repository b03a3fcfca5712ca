import { ifWellFormed } from '../../bytes/errors.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { openWindow } from '../../bytes/window.ts'
import { readHeader } from './header.ts'
import { KNOWN_HEADER_LENGTH, MAX_CLUSTER_BITS, MAX_REFCOUNT_ORDER } from './limits.ts'
import type { Qcow2Header } from './types.ts'

/** Bytes of refcounts: those of 16 MiB with QEMU's defaults. */
const LOOKED_AT = 512
/** Bits 0 to 8 of an entry of the refcount table are reserved. */
const RESERVED_LOW = 0x1ff

/**
 * Whether an image counts clusters behind the end of its file, as one does that was cut. QEMU fills
 * a file without gaps, so that those right behind the end tell; they are looked at in two small
 * reads. That is no proof: what is just being written is counted first. The tables decide.
 */
export function endsShort(source: ByteSource): boolean {
  const window = openWindow(source, new Uint8Array(KNOWN_HEADER_LENGTH))
  const header = ifWellFormed(() => readHeader(window))
  if (header === undefined) return false
  const { clusterBits, refcountOrder } = header
  if (clusterBits > MAX_CLUSTER_BITS || refcountOrder > MAX_REFCOUNT_ORDER) return false
  return countsBehind(source, header)
}

function countsBehind(source: ByteSource, header: Qcow2Header): boolean {
  const clusterSize = 2 ** header.clusterBits
  const perBlock = (clusterSize * 8) / 2 ** header.refcountOrder
  const behind = Math.ceil(source.size / clusterSize)
  const entry = Math.floor(behind / perBlock) * 8
  if (entry >= header.refcountTableClusters * clusterSize) return false
  const block = blockAt(source, Number(header.refcountTableOffset) + entry)
  if (block === 0 || block >= source.size) return block > 0
  // Of refcounts that are less than a byte wide, the rest of the first byte is passed over.
  const first = Math.ceil(((behind % perBlock) * 2 ** header.refcountOrder) / 8)
  const refcounts = new Uint8Array(Math.min(LOOKED_AT, clusterSize - first))
  readPadded(source, refcounts, block + first)
  return refcounts.some((byte) => byte !== 0)
}

/** Where the block of an entry of the refcount table lies; 0 for none. */
function blockAt(source: ByteSource, offset: number): number {
  const bytes = new Uint8Array(8)
  readPadded(source, bytes, offset)
  const view = new DataView(bytes.buffer)
  const low = view.getUint32(4)
  return view.getUint32(0) * 2 ** 32 + low - (low & RESERVED_LOW)
}
