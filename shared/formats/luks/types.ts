/** One of the eight key slots of a LUKS version 1 header. */
export interface LuksKeySlot {
  readonly active: boolean
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
