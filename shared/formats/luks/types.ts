/** One of the eight key slots of a LUKS version 1 header. */
export interface LuksKeySlot {
  readonly active: boolean
  /** The word that says so, as it is recorded. */
  readonly state: number
  /** PBKDF2 iterations. */
  readonly iterations: number
  /** Bytes from the start of the LUKS header. */
  readonly keyOffset: number
  /** Anti-forensic stripes. */
  readonly stripes: number
}

/** A LUKS version 1 header: nothing in it needs the passphrase. */
export interface LuksHeader {
  readonly version: number
  /** E.g. `aes`. */
  readonly cipherName: string
  /** E.g. `xts-plain64`. */
  readonly cipherMode: string
  /** E.g. `sha256`. */
  readonly hash: string
  /** Bytes from the start of the LUKS header; not used inside qcow2. */
  readonly payloadOffset: number
  readonly masterKeyBytes: number
  readonly masterKeyIterations: number
  readonly uuid: string
  readonly slots: readonly LuksKeySlot[]
}

/** A key slot of version 2. Nothing that helps to guess the passphrase is kept. */
export interface Luks2KeySlot {
  readonly id: string
  /** E.g. `luks2`, `reencrypt`. */
  readonly type: string
  readonly keyBytes?: number
  /** E.g. `argon2id`, `pbkdf2`. */
  readonly kdf?: string
  /** Cipher of the slot's own area, e.g. `aes-xts-plain64`. */
  readonly encryption?: string
}

/** A stretch of the device. Bytes. */
export interface Luks2Segment {
  readonly id: string
  /** E.g. `crypt`, `linear`. */
  readonly type: string
  readonly offset: number
  /** Undefined for the rest of the device. */
  readonly size?: number
  readonly encryption?: string
  readonly sectorSize?: number
}

/** A LUKS version 2 header (LUKS2 on-disk format), of which the JSON area tells the most. */
export interface Luks2Header {
  readonly version: 2
  /** Bytes of binary header and JSON area. */
  readonly headerSize: number
  /** Grows with every change. */
  readonly sequenceId: bigint
  readonly label: string
  readonly subsystem: string
  readonly uuid: string
  readonly checksumAlgorithm: string
  readonly segments: readonly Luks2Segment[]
  readonly keySlots: readonly Luks2KeySlot[]
  /** Kinds of the tokens that unlock a slot, e.g. `systemd-tpm2`. */
  readonly tokens: readonly string[]
}
