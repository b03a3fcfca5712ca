/** Bytes at an offset of a file. What no part covers reads as zeros and takes no space. */
export interface FilePart {
  readonly offset: number
  readonly bytes: Uint8Array
}

/** The content of a file: its length in bytes and the parts that hold data, in no given order. */
export interface FileContent {
  readonly length: number
  readonly parts: readonly FilePart[]
}

interface EntryFacts {
  /** Relative to the node's root, `/` between names. */
  readonly path: string
  /** Permission bits. */
  readonly mode: number
  /** Seconds since the last change, at the time the tree is written. */
  readonly age: number
}

export type SampleEntry =
  | (EntryFacts & { readonly kind: 'directory' })
  | (EntryFacts & { readonly kind: 'file'; readonly content: FileContent })
  | (EntryFacts & { readonly kind: 'symlink'; readonly target: string })

/** Seconds, in which ages count. */
export const HOUR = 3600
export const DAY = 24 * HOUR

/** Everything below a node's root; a folder always comes before what it holds. */
export type SampleTree = readonly SampleEntry[]

export function directory(path: string, age: number): SampleEntry {
  return { kind: 'directory', path, mode: 0o755, age }
}

export function file(path: string, content: FileContent, age: number, mode = 0o644): SampleEntry {
  return { kind: 'file', path, mode, age, content }
}

export function symlink(path: string, target: string, age: number): SampleEntry {
  return { kind: 'symlink', path, mode: 0o777, age, target }
}
