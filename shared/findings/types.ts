import type { TreePath } from '../files/tree.ts'
import type { Phrase } from '../phrases/phrase.ts'
import type { FindingCode } from './codes.ts'

/** `high`: data or hosts are at risk. `warning`: to be looked at. `info`: worth knowing. */
export const SEVERITIES = ['high', 'warning', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What a finding is about. `disk` and `base` are images too; `text` is a file that is read as words. */
export type SubjectKind =
  | 'instance'
  | 'disk'
  | 'base'
  | 'image'
  | 'text'
  | 'file'
  | 'folder'
  | 'file-system'

export interface Subject {
  readonly kind: SubjectKind
  /** Below the root; the id of the thing's row where it has one. */
  readonly path: TreePath
  /** For what lies in an instance's folder: the id of its row. */
  readonly instance?: TreePath
  /** For a base: its name in the image cache. */
  readonly base?: string
}

/**
 * The values that a finding rests on, the same in every language: names as they are recorded, byte
 * offsets, sizes in bytes, times in milliseconds, and what a reader said. `case` tells findings of one code
 * apart.
 */
export type Evidence = Readonly<Record<string, string | number | readonly string[] | Phrase>>

/** Something that an operator should know of. */
export interface Finding {
  readonly code: FindingCode
  readonly severity: Severity
  readonly subject: Subject
  /** Where it is of several things: what else it is about. */
  readonly also?: readonly Subject[]
  readonly evidence: Evidence
}

/** A finding before it is said what it is about. */
export type Clue = Omit<Finding, 'subject' | 'also'>

/** Where a finding is written about; `id` is what people search for. */
export interface Reference {
  readonly kind: 'cve' | 'ossa' | 'bug' | 'doc'
  readonly id: string
  readonly url: string
}
