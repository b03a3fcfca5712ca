import { FormatError } from '../../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../../bytes/numbers.ts'
import type { ByteSource } from '../../../bytes/source.ts'
import { faultOf } from '../../disk/fault.ts'
import { FaultLog } from '../../disk/fault-log.ts'
import { INCOMPAT_DATA_FILE, INCOMPAT_EXTL2 } from '../features.ts'
import { StoredRefcounts } from '../refcounts.ts'
import type { Qcow2Header } from '../types.ts'
import { FindingLog } from './finding-log.ts'
import { ReferenceCounts } from './reference-counts.ts'

/**
 * Tables do not overlap, so that all of them together are no longer than their file. More than this
 * many times its length, and this many bytes besides, is a file made to keep its reader busy.
 */
const MAX_TABLE_FACTOR = 4
const MAX_TABLE_EXTRA = 16 * 1024 * 1024

/** What the parts of one check share. */
export class CheckState {
  readonly source: ByteSource
  readonly header: Qcow2Header
  readonly clusterSize: number
  readonly extendedL2: boolean
  readonly dataFile: boolean
  /** End of the file in whole sectors, as qemu has it. */
  readonly fileEnd: number
  readonly log = new FindingLog()
  readonly beyondEnd = new FaultLog()
  readonly stored: StoredRefcounts
  readonly counts: ReferenceCounts
  #tableBytes = 0
  #reported = 0

  constructor(source: ByteSource, header: Qcow2Header) {
    this.source = source
    this.header = header
    this.clusterSize = 2 ** header.clusterBits
    this.extendedL2 = (header.incompatibleFeatures & INCOMPAT_EXTL2) !== 0n
    this.dataFile = (header.incompatibleFeatures & INCOMPAT_DATA_FILE) !== 0n
    this.fileEnd = roundUp(source.size, SECTOR_SIZE)
    this.stored = new StoredRefcounts(source, header)
    const max = 2 ** (2 ** header.refcountOrder) - 1
    this.counts = new ReferenceCounts(this.clusterSize, this.fileEnd, max, this.log)
  }

  /**
   * To be called before each table is read. Throws `FormatError` `limit` when the tables overlap so
   * much that checking them would take forever.
   */
  spend(bytes: number): void {
    this.#tableBytes += bytes
    const limit = MAX_TABLE_FACTOR * this.source.size + MAX_TABLE_EXTRA
    if (this.#tableBytes > limit) {
      const message = 'The tables overlap: there is more of them than the file can hold'
      const found = `${this.#tableBytes} bytes`
      throw new FormatError('limit', 'tables', 0, `at most ${limit} bytes`, found, message)
    }
  }

  /** Bytes of tables that were read since it was last asked. */
  progress(): number {
    const bytes = this.#tableBytes - this.#reported
    this.#reported = this.#tableBytes
    return bytes
  }

  /** Names a structure that is not all inside the file. `whole` is false where its start is enough. */
  noteEnd(what: string, offset: number, size: number, whole: boolean): void {
    const { size: end } = this.source
    if (size === 0 || (whole ? offset + size : offset + 1) <= end) return
    const expected = `${size} bytes before the end at ${end}`
    this.beyondEnd.note(() =>
      faultOf('truncated', what, offset, expected, `an end at ${offset + size}`),
    )
  }
}

/**
 * A stored offset or length of 64 bits. Over 2^53 it is rounded, which changes nothing: it is only
 * compared with the end of a file, which is never as far.
 */
export function fileOffset(value: bigint): number {
  return Number(value)
}
