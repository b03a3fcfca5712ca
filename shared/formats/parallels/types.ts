/** A Parallels header (parallels.txt). Offsets and sizes in sectors of 512 bytes where it says so. */
export interface ParallelsHeader {
  /** `WithoutFreeSpace`, or `WithouFreSpacExt` with 64 bits for sizes and places in clusters. */
  readonly magic: string
  readonly version: number
  readonly heads: number
  readonly cylinders: number
  /** Sectors of a cluster. */
  readonly tracks: number
  /** Entries of the block allocation table, which follows the header. */
  readonly batEntries: number
  /** Sectors of the disk. */
  readonly sectors: number
  /** `open` as long as somebody writes, and for good when it was not closed; `none` is never opened. */
  readonly state: 'open' | 'closed' | 'none' | 'unknown'
  /** Sector of the first cluster; 0 where the header does not say. */
  readonly dataOffset: number
  readonly flags: number
  /** Sector of the format extension, which holds dirty bitmaps; 0 for none. */
  readonly extensionOffset: bigint
}

export interface ParallelsDetails {
  readonly header: ParallelsHeader
}
