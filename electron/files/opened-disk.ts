import type { Chain, ChainState } from '../../shared/analysis/chain/chain-model.ts'
import type { GuestDisk } from '../../shared/formats/disk/types.ts'

/** One file that was opened for a layer. */
export interface DiskFile {
  /** Absolute, after symlinks. */
  readonly path: string
  /**
   * The files in which the layer's `offset`s count, by an extent's `file` (0 where it has none): the
   * image itself, its external data file, or the extents that its descriptor names.
   */
  readonly dataPaths: ReadonlyMap<number, string>
  /** What those are called in the image that names them; without one it is the image itself. */
  readonly recordedNames: ReadonlyMap<number, string>
  /** What those of them are called that are not here. */
  readonly absentNames: ReadonlyMap<number, string>
}

/**
 * Extents that the descriptor at `path` names: those that are not here, or `elsewhere` what are not the names of
 * files beside it, where nobody looks.
 */
export interface AbsentExtents {
  readonly kind: 'extent' | 'extent-elsewhere'
  readonly path: string
  /** The first of the names. */
  readonly names: readonly string[]
  /** How many names there are. */
  readonly count: number
}

/** Something of the disk that is not here. Paths are absolute. */
export type DiskGap =
  | { readonly kind: 'backing'; readonly state: ChainState }
  /** The image is an extent of a larger disk, by itself. */
  | { readonly kind: 'part'; readonly path: string }
  | { readonly kind: 'layer'; readonly path: string; readonly reason: string }
  | { readonly kind: 'data-file'; readonly path: string; readonly state: ChainState }
  | AbsentExtents
  /** The image below is not of the format that the image at `path` records for it. */
  | {
      readonly kind: 'format'
      readonly path: string
      readonly below: string
      readonly expected: string
      readonly found: string
    }
  /** The image below is not the one that the image at `path` was made on, or was changed since. */
  | {
      readonly kind: 'identity'
      readonly path: string
      readonly below: string
      readonly expected: string
      readonly found: string
    }

export interface OpenedDisk {
  readonly disk: GuestDisk
  readonly chain: Chain
  /** By depth; a missing member has none. */
  readonly files: readonly DiskFile[]
  /** Every file that is read. */
  readonly paths: readonly string[]
  readonly gaps: readonly DiskGap[]
  /** Digest of tables, lengths and times: two that differ enclose a change. */
  revision(): string
  close(): void
}
