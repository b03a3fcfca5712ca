import type { LuksHeader } from '../luks/types.ts'
import type { BackingReference, DataFileReference } from '../types.ts'

/** Fields of both versions (qcow2.rst, Header). 64-bit values as they are stored; sizes in bytes. */
interface HeaderFields {
  /** 0: no backing file. */
  readonly backingFileOffset: bigint
  readonly backingFileSize: number
  readonly clusterBits: number
  /** What the guest sees, before qemu rounds it down to sectors. */
  readonly size: bigint
  /** 0 none, 1 AES-CBC, 2 LUKS. */
  readonly cryptMethod: number
  /** Entries of the active L1 table. */
  readonly l1Size: number
  readonly l1TableOffset: bigint
  readonly refcountTableOffset: bigint
  readonly refcountTableClusters: number
  readonly nbSnapshots: number
  readonly snapshotsOffset: bigint
}

/** Version 2 ends at byte 72; what version 3 added has fixed values. */
export interface Qcow2HeaderV2 extends HeaderFields {
  readonly version: 2
  readonly incompatibleFeatures: 0n
  readonly compatibleFeatures: 0n
  readonly autoclearFeatures: 0n
  readonly refcountOrder: 4
  readonly headerLength: 72
  readonly compressionType: 0
  readonly unknownFields?: never
}

export interface Qcow2HeaderV3 extends HeaderFields {
  readonly version: 3
  /** A reader must refuse the content when it does not know a bit that is set. */
  readonly incompatibleFeatures: bigint
  readonly compatibleFeatures: bigint
  readonly autoclearFeatures: bigint
  /** Refcounts are `1 << refcountOrder` bits wide. */
  readonly refcountOrder: number
  readonly headerLength: number
  /** 0 deflate, 1 zstd. */
  readonly compressionType: number
  /** What a longer header holds after byte 112, kept as it is. */
  readonly unknownFields?: Uint8Array
}

export type Qcow2Header = Qcow2HeaderV2 | Qcow2HeaderV3

export type FeatureKind = 'incompatible' | 'compatible' | 'autoclear'

/** An entry of the feature name table extension. */
export interface FeatureName {
  /** Undefined for a type that the format does not define. */
  readonly kind?: FeatureKind
  readonly bit: number
  readonly name: string
}

/** A feature bit that is set. */
export interface FeatureBit {
  readonly kind: FeatureKind
  readonly bit: number
  /** qemu's name, else the one of the image's own table. */
  readonly name?: string
  /** False when this reader does not know what the bit means. */
  readonly known: boolean
}

interface ExtensionPlace {
  readonly type: number
  /** Where the extension begins in the file, at its type. */
  readonly offset: number
  /** Bytes of data, without header and padding. */
  readonly length: number
}

/** Header extensions (qcow2.rst, Header extensions); unknown ones are kept as bytes. */
export type Qcow2Extension = ExtensionPlace &
  (
    | { readonly kind: 'backing-format'; readonly format: string }
    | { readonly kind: 'feature-names'; readonly names: readonly FeatureName[] }
    | { readonly kind: 'bitmaps'; readonly bitmaps: BitmapsPointer }
    | { readonly kind: 'crypto'; readonly crypto: CryptoPointer }
    | { readonly kind: 'data-file'; readonly name: string }
    | { readonly kind: 'unknown'; readonly data: Uint8Array }
  )

export interface BitmapsPointer {
  readonly count: number
  readonly directoryOffset: bigint
  /** Bytes. */
  readonly directorySize: bigint
}

/** Where the full-disk encryption header is. */
export interface CryptoPointer {
  readonly offset: bigint
  readonly length: bigint
}

/** An internal snapshot (qcow2.rst, Snapshots). 64-bit values as they are stored. */
export interface Qcow2Snapshot {
  readonly id: string
  readonly name: string
  readonly l1TableOffset: bigint
  readonly l1Size: number
  /** Seconds since the epoch, and the nanoseconds within. */
  readonly dateSec: number
  readonly dateNsec: number
  /** Guest time since it was started. */
  readonly vmClockNsec: bigint
  /** Bytes of VM state; 0 for a snapshot of the disk alone. */
  readonly vmStateSize: bigint
  /** Virtual disk size when it was taken; undefined when it is not recorded. */
  readonly diskSize?: bigint
  /** Instruction count; undefined when it is not recorded. */
  readonly icount?: bigint
}

/** An entry of the bitmap directory (qcow2.rst, Bitmap directory). */
export interface Qcow2Bitmap {
  readonly name: string
  readonly inUse: boolean
  readonly auto: boolean
  readonly granularityBits: number
  readonly tableOffset: bigint
  /** Entries of the bitmap table. */
  readonly tableSize: number
}

/** Everything that the header structures of a qcow2 image say. */
export interface Qcow2Details {
  readonly header: Qcow2Header
  readonly features: readonly FeatureBit[]
  readonly extensions: readonly Qcow2Extension[]
  readonly backing?: BackingReference
  readonly dataFile?: DataFileReference
  /** A recorded name of a data file that qemu does not open, because the feature bit is clear. */
  readonly unusedDataFile?: string
  readonly snapshots: readonly Qcow2Snapshot[]
  readonly bitmaps: readonly Qcow2Bitmap[]
  readonly crypto?: CryptoPointer
  /** The LUKS header at the crypto pointer. */
  readonly luks?: LuksHeader
}
