import { FormatError } from '../../../bytes/errors.ts'
import { says } from '../../../phrases/phrase.ts'
import type { WalkProgress } from '../../walk.ts'
import { MAX_CLUSTER_BITS } from '../limits.ts'

/**
 * Tables do not overlap, so that all of them together are no longer than their file, but for one of
 * the largest cluster that the end of the file cuts. More than this many times its length, and this
 * many bytes besides, is a file made to keep its reader busy.
 */
const MAX_FACTOR = 2
const MAX_EXTRA = 2 ** MAX_CLUSTER_BITS

/** Bounds the tables that one walk over a whole image reads, and knows how far it has come. */
export class TableBudget {
  readonly #limit: number
  #spent = 0
  #expected = 0

  constructor(fileLength: number) {
    this.#limit = MAX_FACTOR * fileLength + MAX_EXTRA
  }

  /** Adds tables that are known to come, for `progress` alone. */
  expect(bytes: number): void {
    this.#expected += bytes
  }

  /**
   * To be called before each table is read. Throws `FormatError` `limit` when the tables overlap so
   * much that the walk would take forever.
   */
  spend(bytes: number): void {
    this.#spent += bytes
    if (this.#spent <= this.#limit) return
    const message = says('The tables overlap: there is more of them than the file can hold')
    const expected = says('at most {{bytes}} bytes', { bytes: this.#limit })
    throw new FormatError(
      'limit',
      'tables',
      0,
      expected,
      says('{{bytes}} bytes', { bytes: this.#spent }),
      message,
    )
  }

  get progress(): WalkProgress {
    return { done: this.#spent, total: Math.max(this.#spent, this.#expected) }
  }
}
