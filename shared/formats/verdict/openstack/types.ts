import type { Params } from '../types.ts'

/** Names of oslo.utils' inspectors: `vhd` is qemu's vpc, `gpt` any partition table, `raw` the rest. */
export type OsloFormat =
  | 'raw'
  | 'qcow2'
  | 'qed'
  | 'vhd'
  | 'vhdx'
  | 'vmdk'
  | 'vdi'
  | 'iso'
  | 'gpt'
  | 'luks'

/** Names of the safety checks of oslo.utils (format_inspector.py), but for the empty one. */
export type OsloCheck =
  | 'backing_file'
  | 'data_file'
  | 'unknown_features'
  | 'banned'
  | 'descriptor'
  | 'footer'
  | 'mbr'
  | 'version'

export interface OsloFailure {
  readonly check: OsloCheck
  /** Which of the check's rules; stable, for translation. */
  readonly reason: string
  readonly params?: Params
}

/** What one inspector that matches comes to. */
export interface OsloMatch {
  readonly format: OsloFormat
  /** False when the stream ended before what it wants to see: then nothing is checked. */
  readonly complete: boolean
  readonly failures: readonly OsloFailure[]
}

export interface OsloInspection {
  /** Every format that matches, by name; `raw` alone when none does. Never empty. */
  readonly matches: readonly OsloMatch[]
  /**
   * The inspector ends with an exception of its own, whatever the file is: a text whose later bytes
   * are not ASCII leaves the VMDK one without an answer.
   */
  readonly crashes: boolean
}
