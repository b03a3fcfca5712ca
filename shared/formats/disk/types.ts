import type { Fault, FaultCode } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'

/**
 * What one layer holds of a stretch of the guest's disk. `unallocated` shows the layer below, or
 * zeros where there is none. `invalid` stands where the layer's tables contradict the format, and
 * `missing` where a file that the layer names is not here: both are mapped, and reading them fails.
 */
export type LayerExtentKind = 'data' | 'zero' | 'compressed' | 'unallocated' | 'invalid' | 'missing'

/** A stretch of the guest's disk that one layer holds in one way. Bytes. */
export interface LayerExtent {
  readonly start: number
  readonly length: number
  readonly kind: LayerExtentKind
  /**
   * Where the stretch lies, byte for byte, in the file that holds the layer's data. Also present for
   * zero and unallocated stretches whose space is reserved. Absent for compressed and encrypted ones.
   */
  readonly offset?: number
  /**
   * In which of the layer's files the stretch lies, also where it has no `offset`; absent where the
   * layer's data is in one, and for what takes no data.
   */
  readonly file?: number
}

/** Takes the faults of a walk: the code of each and a maker, since a hostile table has millions of them. */
export interface FaultSink {
  note(code: FaultCode, make: () => Fault): void
  /** Takes `truncated` ones of blocks that begin in their file; without it they go to `note` too. */
  noteEnd?(make: () => Fault): void
  /**
   * Takes `invalid` ones whose entry is read all the same, as QEMU does, with what it maps of the guest's disk;
   * without it they go to `note`.
   */
  noteOdd?(make: () => Fault, start: number, length: number): void
  /** Takes those of the layer at `depth`, where it matters whose they are. */
  layer?(depth: number): FaultSink
}

/** One compressed unit of a layer, still packed. */
export interface PackedCluster {
  /** The guest's stretch that it unpacks to. */
  readonly start: number
  readonly length: number
  readonly codec: 'deflate' | 'zstd'
  /** The packed bytes, in memory of their own; bytes after the end of the stream are not its own. */
  readonly bytes: Uint8Array
}

/** One image of a backing chain, of whatever format, as the guest's disk sees it. */
export interface DiskLayer {
  /** Virtual size in bytes. */
  readonly size: number
  /**
   * False where what is called data may be a hole of the file: of a plain file, and of one that was
   * preallocated or copied sparsely.
   */
  readonly holesKnown: boolean
  /**
   * Covers `start` to `start + length`, which lies inside `size`, in order and without gaps.
   * Neighbours may be of one kind; the disk merges them. Faults that do not stop the walk go to
   * `faults`. Throws `FormatError` only when the tables cannot be read at all.
   */
  extents(start: number, length: number, faults?: FaultSink): Iterable<LayerExtent>
  /**
   * Fills `target` with the layer's bytes from `offset`. Asked only for ranges that lie in `data`
   * and `compressed` extents, and in `missing` ones, of which it throws what is not here. What lies
   * past the end of the file is zeros, as qemu has it.
   * Throws `FormatError`: `encrypted`, `unsupported`, `invalid`, `truncated`.
   */
  read(target: Uint8Array, offset: number): void
  /** The compressed unit that holds the guest's byte at `offset`: lets others unpack in parallel. */
  packedAt?(offset: number): PackedCluster
  /** A digest of what says where the tables are: it differs when the image was changed meanwhile. */
  revision?(): string
}

/** A member of the chain that is named but is not here. */
export interface MissingLayer {
  readonly missing: true
}

/** A layer's kind, seen through the chain; a member that is not here is `missing` as a whole. */
export type DiskExtentKind = LayerExtentKind

/** A stretch of the guest's disk, seen through the whole chain. Bytes. */
export interface DiskExtent {
  readonly start: number
  readonly length: number
  readonly kind: DiskExtentKind
  /** Which layer answers for it; 0 is the active one. */
  readonly depth: number
  /** As in `LayerExtent`, in the data file of the layer at `depth`. */
  readonly offset?: number
  readonly file?: number
}

/** The guest's disk through a chain of layers. */
export interface GuestDisk {
  /** Virtual size of the active layer, in bytes. */
  readonly size: number
  /** Active layer first. */
  readonly layers: readonly (DiskLayer | MissingLayer)[]
  /** Merged stretches, in order and without gaps; clipped to `size`. */
  extents(start?: number, length?: number, faults?: FaultSink): Iterable<DiskExtent>
  /**
   * The stretches in the pieces in which tables hold them, so that a walk over a large one can tell how
   * far it has come. Neighbours may belong together.
   */
  pieces(start?: number, length?: number, faults?: FaultSink): Iterable<DiskExtent>
  /**
   * Fills `target` with what the guest reads at `offset`; the range lies inside `size`.
   * Throws `FormatError`: as `DiskLayer.read`, and `unsupported` for what a missing member holds.
   */
  read(target: Uint8Array, offset: number): void
  /** Digest over the layers; a result between two different ones is of an image in use. */
  revision(): string
}

/** Unpackers, injected: the core has none of its own. Each returns `length` bytes or throws. */
export interface Codecs {
  /** Raw deflate; bytes after the end of the stream are ignored. */
  inflateRaw(packed: Uint8Array, length: number): Uint8Array
  /** Deflate in a zlib header, up to `length` bytes; bytes after the end of the stream are ignored. */
  inflateZlib(packed: Uint8Array, length: number): Uint8Array
  /** One zstd frame; bytes after its end are ignored. */
  zstd(packed: Uint8Array, length: number): Uint8Array
}

/** What a format needs to open a layer besides its own file. */
export interface LayerContext {
  readonly codecs: Codecs
  /** Bytes that the image's own file takes, when they are known. */
  readonly allocated?: number
  /** The external data file, when it is granted and here. */
  readonly dataFile?: ByteSource
  /**
   * The file that a VMDK descriptor names as its extent `index`, when it is granted and here. Asked
   * for plain names only, which are names beside the descriptor.
   */
  readonly extentFile?: (name: string, index: number) => ByteSource | undefined
  /** Id or name of the internal snapshot to see the layer from, instead of its active state. */
  readonly snapshot?: string
}
