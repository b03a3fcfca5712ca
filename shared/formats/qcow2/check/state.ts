import { roundUp, SECTOR_SIZE } from '../../../bytes/numbers.ts'
import type { ByteSource } from '../../../bytes/source.ts'
import type { FaultPlace } from '../../../phrases/catalogue/fault-places.ts'
import { says } from '../../../phrases/phrase.ts'
import { FindingLog } from '../../check/finding-log.ts'
import { faultOf } from '../../disk/fault.ts'
import { FaultLog } from '../../disk/fault-log.ts'
import { hasFeature, INCOMPAT_DATA_FILE, INCOMPAT_EXTL2 } from '../features.ts'
import { StoredRefcounts } from '../refcounts.ts'
import type { Qcow2Header } from '../types.ts'
import { ReferenceCounts } from './reference-counts.ts'
import { TableBudget } from './table-budget.ts'

/** What the parts of one check share. */
export class CheckState {
  readonly source: ByteSource
  readonly header: Qcow2Header
  readonly clusterSize: number
  readonly extendedL2: boolean
  readonly dataFile: boolean
  readonly log = new FindingLog()
  readonly beyondEnd = new FaultLog()
  readonly stored: StoredRefcounts
  readonly counts: ReferenceCounts
  readonly budget: TableBudget

  constructor(source: ByteSource, header: Qcow2Header) {
    this.source = source
    this.header = header
    this.clusterSize = 2 ** header.clusterBits
    this.extendedL2 = hasFeature(header, INCOMPAT_EXTL2)
    this.dataFile = hasFeature(header, INCOMPAT_DATA_FILE)
    this.budget = new TableBudget(source.size)
    this.stored = new StoredRefcounts(source, header)
    const max = 2 ** (2 ** header.refcountOrder) - 1
    this.counts = new ReferenceCounts(this.clusterSize, source, max, this.log)
  }

  /** End of the file in whole sectors, as qemu has it. */
  get fileEnd(): number {
    return roundUp(this.source.size, SECTOR_SIZE)
  }

  /** Names a structure that is not all inside the file. `whole` is false where its start is enough. */
  noteEnd(what: FaultPlace, offset: number, size: number, whole: boolean): void {
    const { size: end } = this.source
    if (size === 0 || (whole ? offset + size : offset + 1) <= end) return
    this.#beyond(what, offset, size)
  }

  #beyond(what: FaultPlace, offset: number, size: number): void {
    this.beyondEnd.note('truncated', () => {
      const expected = says('{{bytes}} bytes before the end at {{at}}', {
        bytes: size,
        at: this.source.size,
      })
      // What an entry holds is exact as a number, and is not written so by one over 2^53.
      const end = says('an end at {{at}}', { at: BigInt(offset) + BigInt(size) })
      return faultOf('truncated', what, offset, expected, end)
    })
  }
}
