import type { Fault } from '../bytes/errors.ts'
import type { HeadContent } from './volume/volume.ts'

/** Image formats by qemu's names; `vpc` is VHD. `iso`, `gpt` and `mbr` are raw data that is recognised. */
export type ImageFormat =
  | 'qcow2'
  | 'qcow'
  | 'raw'
  | 'vmdk'
  | 'vdi'
  | 'vpc'
  | 'vhdx'
  | 'qed'
  | 'parallels'
  | 'luks'
  | 'bochs'
  | 'cloop'
  | 'iso'
  | 'gpt'
  | 'mbr'

/** The name of the image below, as it is recorded in the overlay. Never to be opened as it stands. */
export interface BackingReference {
  /** The recorded name, decoded as a `TreePath` decodes bytes. */
  readonly name: string
  /** The recorded backing format; undefined when the image leaves it to probing. */
  readonly format?: string
  /**
   * What the overlay recorded of the image below besides its name: a VMDK's content id, a VHD's or
   * VDI's UUID, a VHDX's data GUID. An image with another `identity` is not the one that the overlay was made on.
   */
  readonly identity?: string
}

export interface DataFileReference {
  /** Undefined when the feature bit is set but no name is recorded. */
  readonly name?: string
  /** The data file is a raw image by itself. */
  readonly raw: boolean
}

export type ImageFlag =
  | 'dirty'
  | 'corrupt'
  | 'extended-l2'
  /** There are bitmaps; a scan does not read their directory. */
  | 'bitmaps'
  /** Only from `inspectImage`. */
  | 'in-use-bitmap'
  | 'unknown-feature'
  /** A table that the header names lies beyond the end of the file. */
  | 'truncated'

/** Structures of a qcow2 for which qemu refuses an image whose header is sound. */
export type FaultyStructure = 'luks' | 'snapshots' | 'bitmaps'

/** What a scan keeps of an image: its header in a few words. Sizes in bytes. */
export interface ImageSummary {
  readonly format: ImageFormat
  /** What qemu takes it for unless it is told, where that is something else (`probedFormat`). */
  readonly probedAs?: 'raw'
  /** Of raw data without partitions: what its first bytes are, as far as they tell. */
  readonly content?: HeadContent
  /** What the guest sees; undefined when the header does not give it. */
  readonly virtualSize?: number
  /** The same from 2^53 bytes on, which no sum counts: `virtualSize` is undefined then. */
  readonly uncountedSize?: number
  readonly clusterSize?: number
  /** By what images that stand on this one know it, in formats that record that. */
  readonly identity?: string
  readonly backing?: BackingReference
  readonly dataFile?: DataFileReference
  /** The name of an external data file that is recorded, though the image does not use one. */
  readonly unusedDataFile?: string
  /**
   * Of a VMDK descriptor: names of the files beside it that hold the disk, at most
   * `MAX_EXTENT_FILES`. A name that leads elsewhere is none of them: nobody looks there.
   */
  readonly extents?: readonly string[]
  /** Of the same: the first names that lead elsewhere. What has such a name is in use, and not opened. */
  readonly extentsElsewhere?: readonly string[]
  /** It names more than these. */
  readonly hasMoreExtents?: true
  readonly encryption?: 'aes' | 'luks'
  readonly snapshotCount?: number
  readonly flags?: readonly ImageFlag[]
  /**
   * Of a file that is a VDI and something else: what it is to whoever is told the other format, as
   * qemu is by an overlay that records it.
   */
  readonly other?: ImageSummary
  /** Why qemu does not open it although the format was recognised. */
  readonly fault?: Fault
  /** Where the fault is not the header's own: the structure that it names. Only from `inspectImage`. */
  readonly faultIn?: FaultyStructure
}
