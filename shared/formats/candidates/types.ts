import type { ImageFormat } from '../types.ts'

/**
 * `certain`: magic and header agree. `likely`: the magic is there, the header is not sound or has
 * nothing to agree with. `weak`: something that other data may hold by chance, or nothing at all: raw.
 */
export type Confidence = 'certain' | 'likely' | 'weak'

/** What the bytes of a mark are; stable, for translation. */
export type MarkMeaning =
  | 'magic'
  | 'version'
  | 'descriptor-text'
  | 'create-type'
  | 'footer-cookie'
  | 'footer-checksum'
  | 'volume-descriptor'
  | 'boot-signature'
  | 'partition-entry'
  | 'gpt-header'
  | 'file-system-boot-sector'
  | 'linux-kernel'
  | 'volume-header'
  | 'elf-header'
  | 'no-magic'

/** Bytes that speak for a format. */
export interface Mark {
  /** Byte offset in the file. */
  readonly offset: number
  readonly length: number
  /** The bytes in hexadecimal, the first 32 of a longer mark. */
  readonly hex: string
  readonly meaning: MarkMeaning
}

/** Besides the formats that are told by their first bytes Apple's, which qemu opens by its name. */
export type CandidateFormat = ImageFormat | 'dmg'

export interface Candidate {
  readonly format: CandidateFormat
  readonly confidence: Confidence
  readonly marks: readonly Mark[]
}

/** Every format that a file's bytes fit. */
export interface Detection {
  /** What `probeImage` calls it. */
  readonly primary: ImageFormat
  /** The primary one first, the others by confidence. Never empty. */
  readonly candidates: readonly Candidate[]
}
