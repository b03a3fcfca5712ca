/** One of the eight places where a differencing VHD says where its parent is. */
export interface VpcParentLocator {
  /** `W2ru` relative and `W2ku` absolute in UTF-16, `MacX` a URL in UTF-8, `Wi2r`, `Wi2k`, `Mac `. */
  readonly platform: string
  /** As it is recorded. Absent where it cannot be read. */
  readonly path?: string
}

/** What a VHD footer and its dynamic header say of the disk. */
export interface VpcDetails {
  readonly diskType: 'fixed' | 'dynamic' | 'differencing' | 'unknown'
  /** Four characters, e.g. `win `, `qemu`, `vpc `. */
  readonly creator: string
  readonly creatorVersion: string
  /** E.g. `Wi2k`. */
  readonly creatorHost: string
  /** `current_size` of the footer, in bytes. */
  readonly recordedSize: number
  readonly geometry: VpcGeometry
  /** Which of both the disk has, by qemu's rule for this creator. */
  readonly sizeFrom: 'geometry' | 'recorded-size'
  /** Seconds since 1970. */
  readonly createdAt: number
  readonly uuid: string
  /** A virtual machine that used the disk is suspended. */
  readonly savedState: boolean
  /** There for dynamic and differencing disks. */
  readonly dynamic?: VpcDynamicHeader
}

export interface VpcGeometry {
  readonly cylinders: number
  readonly heads: number
  readonly sectorsPerTrack: number
  /** Bytes that they come to. */
  readonly size: number
}

export interface VpcDynamicHeader {
  readonly tableOffset: number
  readonly tableEntries: number
  /** Bytes. */
  readonly blockSize: number
  /** Absent unless the disk is differencing. */
  readonly parent?: VpcParent
}

export interface VpcParent {
  readonly uuid: string
  /** Seconds since 1970: when the parent was last changed. */
  readonly changedAt: number
  readonly name: string
  readonly locators: readonly VpcParentLocator[]
}
