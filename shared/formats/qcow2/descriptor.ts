import type { Fault, FaultCode } from '../../bytes/errors.ts'
import { faultOf } from '../disk/fault.ts'
import type { FaultSink, LayerExtentKind } from '../disk/types.ts'
import {
  compressedOffset,
  entryOffset,
  entryText,
  hasReservedL2Bits,
  hasZeroFlag,
  isCompressed,
  isCopied,
} from './entry-words.ts'
import type { Qcow2Geometry } from './geometry.ts'

/** `offset` of a descriptor that points nowhere. */
export const NOWHERE = -1

/**
 * Says what an L2 descriptor means, in the order of qemu's `qcow2_get_cluster_type`, and checks the
 * offset that it holds. One object serves a whole walk and keeps its last answer in fields, so that
 * millions of entries allocate nothing.
 */
export class DescriptorReader {
  /** Host offset of the last descriptor, or `NOWHERE`. */
  offset = NOWHERE
  readonly #geometry: Qcow2Geometry
  readonly #clusterMask: number
  /** End of the file that holds uncompressed clusters. */
  readonly #dataEnd: number
  readonly #ownEnd: number
  readonly #faults: FaultSink | undefined

  constructor(
    geometry: Qcow2Geometry,
    ends: { readonly own: number; readonly data: number },
    faults: FaultSink | undefined,
  ) {
    this.#geometry = geometry
    this.#clusterMask = 2 ** geometry.clusterBits - 1
    this.#ownEnd = ends.own
    this.#dataEnd = ends.data
    this.#faults = faults
  }

  /** The descriptor's kind; `guest` is the offset that it maps and `at` where it stands itself. */
  kindOf(high: number, low: number, guest: number, at: number): LayerExtentKind {
    this.offset = NOWHERE
    if (isCompressed(high)) return this.#compressed(high, low, at)
    const { version, extendedL2 } = this.#geometry
    if (hasReservedL2Bits(high, low, extendedL2)) {
      this.note('invalid', at, 'reserved bits 0', entryText(high, low))
    }
    if (hasZeroFlag(low) && !extendedL2) {
      if (version === 2) return this.refuse(at, 'no zero flag in version 2', entryText(high, low))
      return entryOffset(high, low) === 0 ? 'zero' : this.#located('zero', high, low, guest, at)
    }
    if (entryOffset(high, low) === 0 && !(this.#geometry.dataFile && isCopied(high))) {
      return 'unallocated'
    }
    return this.#located('data', high, low, guest, at)
  }

  /** Notes a fault that makes the stretch unreadable. */
  refuse(at: number, expected: string, found: string): 'invalid' {
    this.offset = NOWHERE
    this.note('invalid', at, expected, found)
    return 'invalid'
  }

  note(code: FaultCode, at: number, expected: string, found: string): void {
    this.#faults?.note((): Fault => faultOf(code, 'L2 entry', at, expected, found))
  }

  #compressed(high: number, low: number, at: number): LayerExtentKind {
    const { clusterBits, dataFile } = this.#geometry
    const offset = compressedOffset(high, low, clusterBits)
    if (dataFile) {
      return this.refuse(at, 'no compressed cluster beside a data file', entryText(high, low))
    }
    if (offset > Number.MAX_SAFE_INTEGER) return this.#tooFar(high, low, at)
    if (offset >= this.#ownEnd) this.#beyond(offset, this.#ownEnd, at)
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
    if (offset > Number.MAX_SAFE_INTEGER) return this.#tooFar(high, low, at)
    if ((low & this.#clusterMask & ~511) !== 0) {
      return this.refuse(at, 'an offset aligned to clusters', `${offset}`)
    }
    if (this.#geometry.dataFile && offset !== guest) {
      return this.refuse(at, `the guest's own offset ${guest}`, `${offset}`)
    }
    if (offset >= this.#dataEnd) this.#beyond(offset, this.#dataEnd, at)
    this.offset = this.#geometry.encrypted ? NOWHERE : offset
    return kind
  }

  #tooFar(high: number, low: number, at: number): 'invalid' {
    this.note('limit', at, `an offset up to ${Number.MAX_SAFE_INTEGER}`, entryText(high, low))
    return 'invalid'
  }

  #beyond(offset: number, end: number, at: number): void {
    this.note('truncated', at, `an offset below the end at ${end}`, `${offset}`)
  }
}
