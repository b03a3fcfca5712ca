import { ascii, concat, layOut, u16be, u32be, u64be } from './encoders.ts'

/** Fields of a qcow2 header with values of a sound, empty 64 MiB image. */
export interface HeaderFields {
  readonly version: number
  readonly backingOffset: bigint | number
  readonly backingSize: number
  readonly clusterBits: number
  readonly size: bigint | number
  readonly cryptMethod: number
  readonly l1Size: number
  readonly l1Offset: bigint | number
  readonly refcountOffset: bigint | number
  readonly refcountClusters: number
  readonly snapshots: number
  readonly snapshotsOffset: bigint | number
  readonly incompatible: bigint | number
  readonly compatible: bigint | number
  readonly autoclear: bigint | number
  readonly refcountOrder: number
  readonly headerLength: number
}

const SOUND: HeaderFields = {
  version: 3,
  backingOffset: 0,
  backingSize: 0,
  clusterBits: 16,
  size: 64 * 1024 * 1024,
  cryptMethod: 0,
  l1Size: 1,
  l1Offset: 3 * 65_536,
  refcountOffset: 65_536,
  refcountClusters: 1,
  snapshots: 0,
  snapshotsOffset: 0,
  incompatible: 0,
  compatible: 0,
  autoclear: 0,
  refcountOrder: 4,
  headerLength: 112,
}

/** The header's bytes: 72 of version 2, 112 of every other version. */
export function qcow2Header(change: Partial<HeaderFields> = {}): Uint8Array {
  const fields = { ...SOUND, ...change }
  const v2 = concat(
    u32be(0x514649fb), // magic
    u32be(fields.version),
    u64be(fields.backingOffset),
    u32be(fields.backingSize),
    u32be(fields.clusterBits),
    u64be(fields.size),
    u32be(fields.cryptMethod),
    u32be(fields.l1Size),
    u64be(fields.l1Offset),
    u64be(fields.refcountOffset),
    u32be(fields.refcountClusters),
    u32be(fields.snapshots),
    u64be(fields.snapshotsOffset),
  )
  if (fields.version === 2) return v2
  return concat(
    v2,
    u64be(fields.incompatible),
    u64be(fields.compatible),
    u64be(fields.autoclear),
    u32be(fields.refcountOrder),
    u32be(fields.headerLength),
    u64be(0), // compression type and padding
  )
}

/** A header extension with its padding. */
export function extension(type: number, data: Uint8Array): Uint8Array {
  const padding = new Uint8Array((8 - (data.length % 8)) % 8)
  return concat(u32be(type), u32be(data.length), data, padding)
}

export interface SnapshotFields {
  readonly id: string
  readonly name: string
  readonly extra: Uint8Array
  readonly vmStateSize: number
}

/** A snapshot table entry with its padding. */
export function snapshotEntry(change: Partial<SnapshotFields> = {}): Uint8Array {
  const { id, name, extra, vmStateSize } = {
    id: '1',
    name: 'first',
    extra: concat(u64be(0), u64be(64 * 1024 * 1024)),
    vmStateSize: 0,
    ...change,
  }
  const entry = concat(
    u64be(0x30000), // L1 table offset
    u32be(1), // L1 entries
    u16be(id.length),
    u16be(name.length),
    u32be(1_700_000_000), // date, seconds
    u32be(5), // date, nanoseconds
    u64be(3_661_002_000_000n), // guest clock, nanoseconds
    u32be(vmStateSize),
    u32be(extra.length),
    extra,
    ascii(id),
    ascii(name),
  )
  return concat(entry, new Uint8Array((8 - (entry.length % 8)) % 8))
}

/** A whole image of four clusters of 64 KiB, all tables in it, `parts` laid over. */
export function qcow2Image(
  change: Partial<HeaderFields> = {},
  parts: Readonly<Record<number, Uint8Array>> = {},
): Uint8Array {
  return layOut(4 * 65_536, { 0: qcow2Header(change), ...parts })
}
