import type { Phrase, Said } from '../../phrases/phrase.ts'
import type { Detection } from '../candidates/types.ts'

/** Every check, in the order of a verdict; stable, for translation and for findings of a scan. */
export const CHECK_CODES = [
  'multiple-formats',
  'declared-format',
  'forged-header',
  'file-name',
  'banned-format',
  'header',
  'truncated',
  'tables',
  'backing-file',
  'backing-name',
  'backing-format',
  'data-file',
  'unknown-features',
  'dirty',
  'corrupt',
  'encryption',
  'internal-snapshots',
  'in-use-bitmaps',
  'virtual-size',
  'vmdk-create-type',
  'vmdk-descriptor',
  'vmdk-extents',
  'vmdk-footer',
  'partition-table',
  'luks-version',
  'luks-iterations',
  'iso-volume',
] as const

export type CheckCode = (typeof CHECK_CODES)[number]

/**
 * `fail`: opening the file may disclose or damage something, or it cannot be opened. `warning`: to
 * be looked at. `info`: worth knowing, and nothing wrong. `not-applicable`: the format has no such
 * thing, or nothing is known to compare with.
 */
export type CheckState = 'fail' | 'warning' | 'info' | 'pass' | 'not-applicable'

/** A phrase is what a reader said. */
export type Params = Readonly<Record<string, string | number | readonly string[] | Phrase>>

/** The bytes on which a finding rests. */
export interface Evidence {
  /** Byte offset in the file. */
  readonly offset: number
  readonly expected: Said
  readonly found: Said
  /** The name or line that stands there, as it is recorded; undefined where there is no text. */
  readonly text?: string
}

/** What a check came to. `params.reason` tells findings of one check apart, and is stable too. */
export interface Finding {
  readonly state: CheckState
  readonly params?: Params
  readonly evidence?: Evidence
}

export interface Check {
  readonly code: CheckCode
  readonly state: CheckState
  readonly params: Params
  readonly evidence?: Evidence
}

/**
 * What the file is to OpenStack. `image`: registered in Glance, or about to be. `base`: a file of
 * the image cache. `disk`: an instance's disk, which Nova itself puts on a base. `file`: nobody knows,
 * so that a backing file may be as it should or the very thing that must not be.
 */
export const IMAGE_ROLES = ['image', 'base', 'disk', 'file'] as const

export type ImageRole = (typeof IMAGE_ROLES)[number]

/** What is known besides the file's own bytes. Sizes in bytes. */
export interface VerdictContext {
  /** `image`, the strictest, unless something else is said. */
  readonly role?: ImageRole
  /** Format by disk.info, domain XML, the overlay above or Glance; qemu's or Glance's name. */
  readonly declaredFormat?: string
  /** The last part of its path, where people gave it that name. */
  readonly fileName?: string
  /** What the file takes on disk. Its length counts where this is not known. */
  readonly allocated?: number
  /** Name of the folder that is the image cache, where it is not Nova's default. */
  readonly cacheName?: string
  /** To look through the image's tables as well: for one image on demand, too much for a scan. */
  readonly withTables?: true
  /** How many bytes of them, where that is to be less than `MAX_TABLE_BYTES`. */
  readonly tableBytes?: number
}

/**
 * Why OpenStack refuses a file as an image: `oslo-*` are the checks of oslo.utils' format_inspector,
 * which Glance and Nova run, `nova-*` what Nova looks at besides. Stable, for translation.
 */
export const REFUSAL_CODES = [
  'oslo-crash',
  'oslo-multiple-formats',
  'oslo-incomplete',
  'oslo-backing-file',
  'oslo-data-file',
  'oslo-unknown-features',
  'oslo-banned',
  'oslo-descriptor',
  'oslo-footer',
  'oslo-mbr',
  'oslo-version',
  'nova-unknown-format',
  'nova-declared-format',
  'nova-unreadable',
  'nova-qemu-format',
  'nova-backing-file',
  'nova-data-file',
  'nova-create-type',
  'nova-convert',
] as const

export type RefusalCode = (typeof REFUSAL_CODES)[number]

export interface Refusal {
  readonly code: RefusalCode
  readonly params: Params
}

/** What Glance and Nova do with the file as an image, whether they are right or not. */
export interface OpenStackOutcome {
  readonly accepts: boolean
  /** By oslo's names, more than one where a file is several: `vhd` for VHD, `gpt` for any MBR. */
  readonly formats: readonly string[]
  /** In the order in which they are met; the first one is what a user is told. */
  readonly reasons: readonly Refusal[]
}

export interface Verdict {
  /** What the file was judged as. */
  readonly role: ImageRole
  readonly detection: Detection
  /** `unsafe` when a check failed, else `warning` when one warns. */
  readonly state: 'safe' | 'warning' | 'unsafe'
  /** One for each code, in their order. */
  readonly checks: readonly Check[]
  readonly openstack: OpenStackOutcome
}
