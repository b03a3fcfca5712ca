import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import type { FaultPlace } from '../../phrases/catalogue/fault-places.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { FaultLog } from '../disk/fault-log.ts'
import { FindingLog } from './finding-log.ts'
import type { CheckFinding, ImageCheck } from './types.ts'

/** Entries of a table after which a walk gives way. */
export const ENTRIES_A_STEP = 8192

/** What is wrong in one place of a table: where, and in whose words. */
export type Wrong = Omit<CheckFinding, 'kind' | 'times' | 'file'>

type Counts = Pick<ImageCheck, 'imageEndOffset' | 'totalClusters' | 'allocatedClusters'> &
  Pick<ImageCheck, 'fragmentedClusters'>

const NOT_COUNTED: Counts = {
  imageEndOffset: 0,
  totalClusters: 0,
  allocatedClusters: 0,
  fragmentedClusters: 0,
}

/** What was found, of all parts of an image. */
interface Logs {
  readonly findings: FindingLog
  readonly beyondEnd: FaultLog
}

/** What is found in a format that maps blocks by tables, until it is all. */
export class BlockCheck {
  readonly source: ByteSource
  readonly #logs: Logs
  readonly #file: { readonly file?: string }
  /** Bytes whose change tells that the image was written to meanwhile. */
  readonly #head: Uint8Array
  #partChanged = false

  /** `file` and `logs` are those of a part of an image. */
  constructor(source: ByteSource, file?: string, logs?: Logs) {
    this.source = source
    this.#file = file === undefined ? {} : { file }
    this.#logs = logs ?? { findings: new FindingLog(), beyondEnd: new FaultLog() }
    this.#head = headWindow(source).head
  }

  /** The check of one of the files that hold the image's data; what it finds is found of the image. */
  part(source: ByteSource, file: string): BlockCheck {
    return new BlockCheck(source, file, this.#logs)
  }

  /** `wrong` is called only for a finding that is kept. */
  corruption(wrong: () => Wrong): void {
    this.#logs.findings.add('corruption', 1, () => ({ ...wrong(), ...this.#file }))
  }

  /** `file` is that of a part that cannot be checked at all. */
  error(wrong: () => Wrong & { readonly file?: string }): void {
    this.#logs.findings.add('error', 1, wrong)
  }

  leak(clusters: number, wrong: () => Wrong): void {
    this.#logs.findings.add('leak', clusters, () => ({ ...wrong(), ...this.#file }))
  }

  /** Ends the check of a part, before its file is closed. */
  endPart(part: BlockCheck): void {
    this.#partChanged ||= part.#hasChanged()
  }

  /** Names a block that begins in the file and ends after it, which qemu does not do; from `at`. */
  noteEnd(what: FaultPlace, at: number, offset: number, length: number): void {
    const { size } = this.source
    if (offset + length <= size) return
    this.#logs.beyondEnd.note('truncated', () => {
      const expected = says('{{bytes}} bytes before the end at {{at}}', { bytes: length, at: size })
      const fault = faultOf(
        'truncated',
        what,
        at,
        expected,
        says('an end at {{at}}', { at: offset + length }),
      )
      return { ...fault, ...this.#file }
    })
  }

  /** `counts` are those of formats for which qemu counts clusters. */
  result(counts: Partial<Counts> = {}): ImageCheck {
    const { findings: log, beyondEnd } = this.#logs
    return {
      ...NOT_COUNTED,
      ...counts,
      compressedClusters: 0,
      checkErrors: log.count('error'),
      corruptions: log.count('corruption'),
      leaks: log.count('leak'),
      findings: log.findings,
      beyondEnd: beyondEnd.kept,
      beyondEndCount: beyondEnd.count,
      changed: this.#partChanged || this.#hasChanged(),
    }
  }

  #hasChanged(): boolean {
    return !isSame(this.#head, headWindow(this.source).head)
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
