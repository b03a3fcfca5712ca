import type { Fault } from '../../bytes/errors.ts'

/** One partition of a disk. Bytes, from the start of the disk. */
export interface Partition {
  /** As Linux counts: logical partitions of an MBR begin with 5. */
  readonly number: number
  /** Absent, with a fault of the table, where they are more than 2^53 - 1: no disk is that long. */
  readonly start?: number
  readonly size?: number
  /** Two hexadecimal digits in an MBR, a GUID in a GPT. */
  readonly type: string
  /** What is known by the type; undefined for a type that is not known here. */
  readonly typeName?: string
  /** The flag of an MBR, or the attribute `legacy BIOS bootable` of a GPT. */
  readonly bootable: boolean
  /** MBR only. */
  readonly place?: 'primary' | 'extended' | 'logical'
  /** GPT only: its name, of the partition itself and not of a file system in it. */
  readonly label?: string
  /** GPT only. */
  readonly guid?: string
  /** GPT only: attribute bits as they are stored. */
  readonly attributes?: bigint
}

/** One of the two headers of a GPT, with the entries that it points at. */
export interface GptHeader {
  /** Bytes from the start of the disk. */
  readonly offset: number
  /** `damaged`: its checksum, or that of its entries, is wrong. */
  readonly state: 'sound' | 'damaged' | 'missing'
}

/** What is wrong with a table, in one word each, of which people read a sentence. */
export type PartitionFaultReason =
  | 'header'
  | 'backup'
  | 'no-signature'
  | 'circle'
  | 'too-many'
  | 'chain-beyond-end'
  | 'partition-beyond-end'
  | 'partition-beyond-numbers'
  | 'backup-beyond-numbers'

export interface PartitionFault extends Fault {
  readonly reason: PartitionFaultReason
}

export interface PartitionTable {
  readonly scheme: 'mbr' | 'gpt'
  /** `0x` and eight digits of an MBR's signature; the GUID of a GPT. */
  readonly diskId: string
  /** Bytes; a GPT counts in them, an MBR in 512. */
  readonly sectorSize: number
  readonly partitions: readonly Partition[]
  /** GPT only. */
  readonly primary?: GptHeader
  readonly backup?: GptHeader
  /** What is not as the format wants it; the rest is shown all the same. */
  readonly faults: readonly PartitionFault[]
}
