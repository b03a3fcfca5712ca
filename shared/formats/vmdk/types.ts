/** One extent line of a VMDK descriptor. */
export interface VmdkExtent {
  /** `RW`, `RDONLY` or `NOACCESS`. */
  readonly access: string
  readonly sectors: number
  /** `SPARSE`, `FLAT`, `ZERO`, `VMFS` ... */
  readonly type: string
  /** As it is recorded; relative to the descriptor. Never to be opened as it stands. */
  readonly name?: string
  /** Sector of the file where a flat extent begins. */
  readonly offset?: number
}

/** The header of a sparse extent (Virtual Disk Format, hosted sparse extent). */
export interface VmdkSparseHeader {
  readonly version: number
  /** Sectors. */
  readonly capacity: number
  /** Bytes of a grain. */
  readonly grainSize: number
  readonly compressed: boolean
  /** Sectors. */
  readonly descriptorOffset: number
  readonly descriptorSize: number
}

/** The embedded or separate text descriptor. */
export interface VmdkDescriptor {
  readonly cid?: number
  /** 0xffffffff: no parent. */
  readonly parentCid?: number
  readonly createType?: string
  readonly parentFileNameHint?: string
  readonly extents: readonly VmdkExtent[]
}

export interface VmdkDetails {
  /** Undefined when the file is a text descriptor. */
  readonly sparse?: VmdkSparseHeader
  readonly descriptor?: VmdkDescriptor
}
