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
  readonly flags: number
  /** Bits 1, 2 and 17 of `flags`. */
  readonly redundantDirectory: boolean
  readonly zeroGrains: boolean
  readonly markers: boolean
  /** Sectors. */
  readonly capacity: number
  /** Bytes of a grain. */
  readonly grainSize: number
  readonly compressed: boolean
  /** Sectors. */
  readonly descriptorOffset: number
  readonly descriptorSize: number
  readonly tableEntries: number
  /** Bytes: where grain directory, its copy and the first grain begin. */
  readonly directoryOffset: number
  readonly redundantDirectoryOffset: number
  readonly overhead: number
  /** The directory's place stands in a footer, since it was not known when the header was written. */
  readonly footer: boolean
  readonly uncleanShutdown: boolean
}

/** The header of an ESX extent. */
export interface VmdkCowdHeader {
  readonly version: number
  /** Sectors. */
  readonly capacity: number
  /** Bytes of a grain. */
  readonly grainSize: number
  /** Bytes. */
  readonly directoryOffset: number
  readonly directoryEntries: number
}

/** The embedded or separate text descriptor. */
export interface VmdkDescriptor {
  readonly cid?: number
  /** 0xffffffff: no parent. */
  readonly parentCid?: number
  readonly createType?: string
  readonly parentFileNameHint?: string
  readonly extents: readonly VmdkExtent[]
  /** Extent lines beyond the limit, which are not kept. */
  readonly extentsDropped?: number
  /** The disk database's facts, e.g. `ddb.adapterType`, as they are recorded. */
  readonly database?: Readonly<Record<string, string>>
}

/** What stands where an extent's name leads; told only by whoever may look there. */
export interface VmdkExtentFile {
  /** As it is recorded. */
  readonly name: string
  /** `refused`: no plain name beside the descriptor, so that nobody looks there. */
  readonly state: 'here' | 'not-here' | 'refused'
  /** Bytes. */
  readonly allocated?: number
  /** Bytes of a grain, when the extent is a sparse one. */
  readonly grainSize?: number
}

export interface VmdkDetails {
  /** Undefined when the file is a text descriptor. */
  readonly sparse?: VmdkSparseHeader
  readonly cowd?: VmdkCowdHeader
  readonly descriptor?: VmdkDescriptor
  /** In the order of the descriptor's extents that are other files. */
  readonly extentFiles?: readonly VmdkExtentFile[]
}
