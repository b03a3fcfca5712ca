import type { Fault, FaultCode } from '../../bytes/errors.ts'
import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { noteOdd } from '../disk/odd-entries.ts'
import { NOWHERE } from '../disk/run-builder.ts'
import type { FaultSink, LayerExtentKind } from '../disk/types.ts'
import {
  compressedLength,
  compressedOffset,
  entryOffset,
  entryText,
  hasReservedL2Bits,
  hasZeroFlag,
  isCompressed,
  isCopied,
} from './entry-words.ts'
import type { Qcow2Geometry } from './geometry.ts'

/** The image's own file, and the one that holds its uncompressed clusters. */
export interface DescribedFiles {
  readonly own: Sized
  readonly data: Sized
}

/** A file, as far as its end goes; `size` is what it is now. */
export type Sized = Pick<ByteSource, 'size'>

/** Stands for a file that is not here: nothing lies past its end. */
export const NO_END: Sized = { size: Number.POSITIVE_INFINITY }

/**
 * Says what an L2 descriptor means, in the order of qemu's `qcow2_get_cluster_type`, and checks the
 * offset that it holds. One object serves a whole walk and keeps its last answer in fields, so that
 * millions of entries allocate nothing.
 */
export class DescriptorReader {
  /** Host offset of the last descriptor, or `NOWHERE`. */
  offset = NOWHERE
  readonly #geometry: Qcow2Geometry
  readonly #clusterSize: number
  readonly #clusterMask: number
  readonly #files: DescribedFiles
  /** End of the file that holds uncompressed clusters, when it was looked at last. */
  #dataEnd: number
  readonly #faults: FaultSink | undefined

  constructor(geometry: Qcow2Geometry, files: DescribedFiles, faults: FaultSink | undefined) {
    this.#geometry = geometry
    this.#clusterSize = 2 ** geometry.clusterBits
    this.#clusterMask = this.#clusterSize - 1
    this.#files = files
    this.#dataEnd = files.data.size
    this.#faults = faults
  }

  /** The descriptor's kind; `guest` is the offset that it maps and `at` where it stands itself. */
  kindOf(high: number, low: number, guest: number, at: number): LayerExtentKind {
    this.offset = NOWHERE
    if (isCompressed(high)) return this.#compressed(high, low, at)
    const { version, extendedL2 } = this.#geometry
    if (hasReservedL2Bits(high, low, extendedL2)) {
      this.#noteReserved(guest, at, high, low)
    }
    if (hasZeroFlag(low) && !extendedL2) {
      if (version === 2) return this.#refuseEntry(at, says('no zero flag in version 2'), high, low)
      return entryOffset(high, low) === 0 ? 'zero' : this.#located('zero', high, low, guest, at)
    }
    if (entryOffset(high, low) === 0 && !(this.#geometry.dataFile && isCopied(high))) {
      return 'unallocated'
    }
    return this.#located('data', high, low, guest, at)
  }

  /** Notes a fault that makes the stretch unreadable; `found` is asked where the fault is kept. */
  refuse(at: number, expected: Phrase, found: () => Phrase): 'invalid' {
    this.offset = NOWHERE
    this.#faults?.note(
      'invalid',
      (): Fault => faultOf('invalid', 'L2 entry', at, expected, found()),
    )
    return 'invalid'
  }

  #refuseEntry(at: number, expected: Phrase, high: number, low: number): 'invalid' {
    return this.refuse(at, expected, () => quote(entryText(high, low)))
  }

  #refuseOffset(at: number, expected: Phrase, offset: number): 'invalid' {
    return this.refuse(at, expected, () => says('{{at}}', { at: offset }))
  }

  // Texts and closures are made here: in a method that sees every entry they would cost each of them.
  #noteReserved(guest: number, at: number, high: number, low: number): void {
    const length = Math.min(this.#clusterSize, this.#geometry.size - guest)
    noteOdd(this.#faults, guest, length, () =>
      faultOf('invalid', 'L2 entry', at, says('reserved bits 0'), quote(entryText(high, low))),
    )
  }

  #noteEntry(code: FaultCode, at: number, expected: Phrase, high: number, low: number): void {
    this.#faults?.note(code, () =>
      faultOf(code, 'L2 entry', at, expected, quote(entryText(high, low))),
    )
  }

  #compressed(high: number, low: number, at: number): LayerExtentKind {
    const { clusterBits, dataFile } = this.#geometry
    const offset = compressedOffset(high, low, clusterBits)
    if (dataFile) {
      return this.#refuseEntry(at, says('no compressed cluster beside a data file'), high, low)
    }
    if (offset > Number.MAX_SAFE_INTEGER) return this.#tooFar(high, low, at)
    const end = offset + compressedLength(high, low, clusterBits)
    const { size } = this.#files.own
    if (end > roundUp(size, SECTOR_SIZE)) this.#cut(offset, end, size, at)
    return 'compressed'
  }

  #located(
    kind: 'data' | 'zero',
    high: number,
    low: number,
    guest: number,
    at: number,
  ): LayerExtentKind {
    const offset = entryOffset(high, low)
    if ((low & this.#clusterMask & ~511) !== 0) {
      return this.#refuseOffset(at, says('an offset aligned to clusters'), offset)
    }
    if (this.#geometry.dataFile && offset !== guest) {
      return this.#refuseOffset(at, says("the guest's own offset {{at}}", { at: guest }), offset)
    }
    if (offset + this.#clusterSize > this.#dataEnd) this.#pastEnd(kind, offset, guest, at)
    this.offset = this.#geometry.encrypted ? NOWHERE : offset
    return kind
  }

  #tooFar(high: number, low: number, at: number): 'invalid' {
    const expected = says('an offset up to {{at}}', { at: Number.MAX_SAFE_INTEGER })
    this.#noteEntry('limit', at, expected, high, low)
    return 'invalid'
  }

  /**
   * A cluster that is not all in the file. Of the disk's last one only what the guest sees need be,
   * of zeros nothing; which subclusters are to be there is for `extendedRuns` to say.
   */
  #pastEnd(kind: 'data' | 'zero', offset: number, guest: number, at: number): void {
    // A file in use may be longer by now.
    this.#dataEnd = this.#files.data.size
    const end = this.#dataEnd
    if (offset >= end) this.#beyond(offset, end, at)
    else if (kind === 'data' && !this.#geometry.extendedL2) {
      const needed = Math.min(this.#clusterSize, this.#geometry.size - guest)
      this.checkEnd(offset, needed, at)
    }
  }

  /** Notes the `length` bytes from `offset` on, of which at least one is in the file, if not all are. */
  checkEnd(offset: number, length: number, at: number): void {
    const end = offset + length
    if (end > this.#dataEnd && offset < this.#dataEnd) this.#cut(offset, end, this.#dataEnd, at)
  }

  #cut(offset: number, end: number, fileEnd: number, at: number): void {
    if (offset >= fileEnd) this.#beyond(offset, fileEnd, at)
    else this.#noteEnd(end, fileEnd, at)
  }

  #noteEnd(end: number, fileEnd: number, at: number): void {
    this.#faults?.note('truncated', () => {
      // The entry is in the image itself; what it ends before may be another file.
      const expected = this.#geometry.dataFile
        ? says('a cluster of the data file that ends by {{at}}', { at: fileEnd })
        : says('a cluster that ends by {{at}}', { at: fileEnd })
      return faultOf('truncated', 'L2 entry', at, expected, says('its end at {{at}}', { at: end }))
    })
  }

  #beyond(offset: number, end: number, at: number): void {
    this.#faults?.note('truncated', () => {
      const expected = this.#geometry.dataFile
        ? says('an offset below the end of the data file at {{at}}', { at: end })
        : says('an offset below the end at {{at}}', { at: end })
      return faultOf('truncated', 'L2 entry', at, expected, says('{{at}}', { at: BigInt(offset) }))
    })
  }
}
