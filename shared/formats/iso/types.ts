/** A bootable image that an El Torito catalog names. */
export interface BootEntry {
  readonly platform: 'x86' | 'PowerPC' | 'Mac' | 'EFI' | 'unknown'
  readonly bootable: boolean
  readonly media: 'no emulation' | 'floppy' | 'hard disk' | 'unknown'
  /** Bytes from the start of the file. */
  readonly offset: number
  /** Bytes that the firmware loads. */
  readonly loadSize: number
}

export interface UdfVolume {
  /** `NSR02` up to UDF 1.50, `NSR03` since 2.00. */
  readonly standard: string
  /** Undefined when its descriptors cannot be read. */
  readonly volumeId?: string
}

/** What the volume descriptors of a CD image say (ECMA-119, 8). Texts without padding. */
export interface IsoVolume {
  readonly systemId: string
  readonly volumeId: string
  readonly volumeSetId: string
  readonly publisherId: string
  readonly preparerId: string
  readonly applicationId: string
  /** Bytes. */
  readonly blockSize: number
  readonly size: number
  /** `YYYY-MM-DD hh:mm:ss`, in the zone that the volume says; undefined when it is not set. */
  readonly createdAt?: string
}

export interface IsoDetails {
  /** Undefined where there is UDF alone. */
  readonly volume?: IsoVolume
  /** Names in UCS-2 beside those of ISO 9660. */
  readonly joliet?: { readonly level: number; readonly volumeId: string }
  /** Names, owners and modes of POSIX. */
  readonly rockRidge: boolean
  readonly boot: readonly BootEntry[]
  readonly udf?: UdfVolume
}
