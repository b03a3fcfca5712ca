import type { EntryType, FileStat } from '../../shared/files/tree.ts'

// What lstat(2) says of an entry, as numbers one behind the other.

/** How many numbers it is. */
export const STAT_FIELDS = 11

const TYPE = 0
const LENGTH = 1
const ALLOCATED = 2
const DEV = 3
const UID = 4
const GID = 5
const MODE = 6
const MTIME = 7
const CTIME = 8
const NLINK = 9
const INO = 10

/** What stands for a record that has to be looked at again. */
const UNKNOWN = -1
const TYPES: readonly EntryType[] = [
  'unknown',
  'file',
  'directory',
  'symlink',
  'fifo',
  'socket',
  'block',
  'char',
]

/** Writes an entry from `at` on. One by one: to make an array of each would take longer than lstat itself. */
export function writeStat(numbers: Float64Array, at: number, stat: FileStat): void {
  numbers[at + TYPE] = TYPES.indexOf(stat.type)
  numbers[at + LENGTH] = stat.length
  numbers[at + ALLOCATED] = stat.allocated
  numbers[at + DEV] = stat.dev
  numbers[at + UID] = stat.uid
  numbers[at + GID] = stat.gid
  numbers[at + MODE] = stat.mode
  numbers[at + MTIME] = stat.mtimeMs
  numbers[at + CTIME] = stat.ctimeMs
  numbers[at + NLINK] = stat.nlink
  numbers[at + INO] = stat.ino
}

/** Writes an entry that whoever asks for it has to look at. */
export function writeUnknown(numbers: Float64Array, at: number): void {
  numbers[at + TYPE] = UNKNOWN
}

/** Undefined where the entry is not known. */
export function typeAt(numbers: Float64Array, at: number): EntryType | undefined {
  return TYPES[numbers[at + TYPE] ?? UNKNOWN]
}

/** Undefined where the entry is not known. */
export function statAt(numbers: Float64Array, at: number): FileStat | undefined {
  const type = typeAt(numbers, at)
  if (type === undefined) return undefined
  return {
    type,
    length: numbers[at + LENGTH] ?? 0,
    allocated: numbers[at + ALLOCATED] ?? 0,
    dev: numbers[at + DEV] ?? 0,
    uid: numbers[at + UID] ?? 0,
    gid: numbers[at + GID] ?? 0,
    mode: numbers[at + MODE] ?? 0,
    mtimeMs: numbers[at + MTIME] ?? 0,
    ctimeMs: numbers[at + CTIME] ?? 0,
    nlink: numbers[at + NLINK] ?? 0,
    ino: numbers[at + INO] ?? 0,
  }
}
