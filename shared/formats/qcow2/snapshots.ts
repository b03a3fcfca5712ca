import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, FormatError } from '../../bytes/errors.ts'
import { fileOffset, roundUp } from '../../bytes/numbers.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { MAX_SNAPSHOT_EXTRA_DATA, MAX_SNAPSHOTS_SIZE } from './limits.ts'
import type { Qcow2Header, Qcow2Snapshot } from './types.ts'

/** Bytes of an entry before its extra data, id and name. */
export const SNAPSHOT_ENTRY_HEADER = 40
/** Bytes of the extra data that qemu knows, and so writes: VM state size, disk size and icount. */
const KNOWN_EXTRA_DATA = 24
/** An id or a name is at most this long (16-bit sizes). */
const MAX_TEXT = 65_535
/** Entries are small and follow one another, so they are read from the file in runs of this size. */
const RUN = 16_384

/** Bytes of an entry of the table. */
export interface SnapshotEntrySize {
  readonly inFile: number
  /** When qemu writes the table anew, with all the extra data that it knows; before it is aligned to 8. */
  readonly rewritten: number
}

/** The snapshot table as far as the file goes. */
export interface SnapshotTable {
  readonly snapshots: readonly Qcow2Snapshot[]
  /** Of each of them. */
  readonly sizes: readonly SnapshotEntrySize[]
  /** Where the file ends before all entries; qemu reads zeros there, and opens the image. */
  readonly cut?: Fault
}

/**
 * Reads the snapshot table (qcow2.rst, Snapshots), whose offset and count `checkHeader` has passed: the
 * entries that are whole where the file ends before the others. Throws `FormatError` over qemu's limits. An
 * offset of 0 is taken as it stands, as qemu does, although the entry there is the file header.
 */
export function readSnapshotTable(source: ByteSource, header: Qcow2Header): SnapshotTable {
  const table: Entries = { snapshots: [], sizes: [] }
  if (header.nbSnapshots === 0) return table
  const start = fileOffset(header.snapshotsOffset)
  try {
    readEntries(new Run(source), start, header.nbSnapshots, table)
    return table
  } catch (error) {
    if (!(error instanceof FormatError) || error.fault.code !== 'truncated') throw error
    return { ...table, cut: error.fault }
  }
}

interface Entries {
  readonly snapshots: Qcow2Snapshot[]
  readonly sizes: SnapshotEntrySize[]
}

/** Adds the entries to `table` one by one, so that those before a fault are there. */
function readEntries(run: Run, start: number, count: number, table: Entries): void {
  const { snapshots, sizes } = table
  let at = start
  while (snapshots.length < count) {
    at = roundUp(at, 8)
    const index = snapshots.length
    const entry = readEntry(run, at, index)
    snapshots.push(entry.snapshot)
    sizes.push(entry.size)
    at += entry.size.inFile
    if (at - start > MAX_SNAPSHOTS_SIZE) throw tooBig(at, start, index)
  }
}

function tooBig(at: number, start: number, index: number): FormatError {
  const expected = says('at most {{bytes}} bytes', { bytes: MAX_SNAPSHOTS_SIZE })
  const found = says('{{bytes}} bytes at entry {{n}}', { bytes: at - start, n: index })
  return new FormatError(
    'limit',
    'snapshots',
    at,
    expected,
    found,
    says('Snapshot table is too big'),
  )
}

function readEntry(
  run: Run,
  at: number,
  index: number,
): { snapshot: Qcow2Snapshot; size: SnapshotEntrySize } {
  const cursor = run.cursor(at, SNAPSHOT_ENTRY_HEADER)
  const l1TableOffset = cursor.u64Be()
  const l1Size = cursor.u32Be()
  const idSize = cursor.u16Be()
  const nameSize = cursor.u16Be()
  const dateSec = cursor.u32Be()
  const dateNsec = cursor.u32Be()
  const vmClockNsec = cursor.u64Be()
  const vmStateSize = BigInt(cursor.u32Be())
  const extraSize = cursor.u32Be()
  if (extraSize > MAX_SNAPSHOT_EXTRA_DATA) {
    const message = says('Too much extra metadata in snapshot table entry {{n}}', { n: index })
    throw new FormatError(
      'limit',
      'snapshots',
      at + 36,
      says('at most {{n}}', { n: MAX_SNAPSHOT_EXTRA_DATA }),
      extraSize,
      message,
    )
  }
  const length = SNAPSHOT_ENTRY_HEADER + extraSize + idSize + nameSize
  const rest = run.cursor(at + SNAPSHOT_ENTRY_HEADER, length - SNAPSHOT_ENTRY_HEADER)
  const idAt = rest.seek(extraSize)
  const id = idAt.cString(idSize)
  const name = idAt.cString(nameSize)
  // Filled in one by one, and not put together of parts, which takes several times the memory.
  const snapshot: Draft = {
    id,
    name,
    l1TableOffset,
    l1Size,
    dateSec,
    dateNsec,
    vmClockNsec,
    vmStateSize,
  }
  addExtra(snapshot, rest.seek(0), extraSize)
  const rewritten = length + Math.max(KNOWN_EXTRA_DATA - extraSize, 0)
  return { snapshot, size: { inFile: length, rewritten } }
}

type Draft = { -readonly [Key in keyof Qcow2Snapshot]: Qcow2Snapshot[Key] }

/** Fields of the extra data are there as far as its size goes; its 64-bit VM state size comes first. */
function addExtra(snapshot: Draft, cursor: ByteCursor, size: number): void {
  if (size >= 8) snapshot.vmStateSize = cursor.u64Be()
  if (size >= 16) snapshot.diskSize = cursor.u64Be()
  if (size < 24) return
  const icount = cursor.u64Be()
  if (icount !== NO_ICOUNT) snapshot.icount = icount
}

const NO_ICOUNT = 0xffffffffffffffffn

/** Gives cursors over a source that is read in runs, so that 65,536 entries are not as many reads. */
class Run {
  readonly #source: ByteSource
  #bytes: Uint8Array = new Uint8Array(0)
  #start = 0

  constructor(source: ByteSource) {
    this.#source = source
  }

  cursor(offset: number, length: number): ByteCursor {
    const inside = offset >= this.#start && offset + length <= this.#start + this.#bytes.length
    if (!inside) this.#load(offset, length)
    const from = offset - this.#start
    return new ByteCursor(this.#bytes.subarray(from, from + length), 'snapshots', offset)
  }

  #load(offset: number, length: number): void {
    const ahead = Math.min(Math.max(length, RUN), Math.max(length, this.#source.size - offset))
    this.#bytes = readBytes(this.#source, offset, ahead, 'snapshots', RUN + 2 * MAX_TEXT)
    this.#start = offset
  }
}
