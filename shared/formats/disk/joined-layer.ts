import type { Fault } from '../../bytes/errors.ts'
import { errorOf } from './fault.ts'
import type { DiskLayer, FaultSink, LayerExtent } from './types.ts'

/** One piece of a disk that is spread over several files. Bytes. */
export interface LayerPart {
  /** Of the guest's disk. */
  readonly start: number
  readonly length: number
  readonly layer: DiskLayer
  /** Where in `layer` the piece begins; what the layer lacks of it is zeros. */
  readonly from: number
}

/**
 * A disk in pieces, in order and without gaps; where there are several, an extent's `file` is the
 * index of its piece.
 */
export function joinedLayer(parts: readonly LayerPart[], size: number): DiskLayer {
  const isOne = parts.length === 1
  return {
    size,
    holesKnown: parts.every(({ layer }) => layer.holesKnown),
    *extents(start, length, faults) {
      for (const [file, part] of partsOf(parts, start, start + length)) {
        for (const extent of partExtents(part, start, start + length, faults)) {
          yield isOne || takesNoData(extent) ? extent : { ...extent, file }
        }
      }
    },
    read(target, offset) {
      for (const [, part] of partsOf(parts, offset, offset + target.length))
        readPart(part, target, offset)
    },
  }
}

/** Those that a stretch is in, with their index; of tens of thousands, a read touches a few. */
function* partsOf(
  parts: readonly LayerPart[],
  start: number,
  end: number,
): Generator<readonly [number, LayerPart]> {
  for (let index = firstPast(parts, start); index < parts.length; index += 1) {
    const part = parts[index]
    if (part === undefined || part.start >= end) return
    yield [index, part]
  }
}

/** The index of the first part that ends after an offset. */
function firstPast(parts: readonly LayerPart[], offset: number): number {
  let low = 0
  let high = parts.length
  while (low < high) {
    const middle = (low + high) >> 1
    const part = parts[middle]
    if (part !== undefined && part.start + part.length <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** A disk of nothing but zeros. */
export function zeroLayer(size: number): DiskLayer {
  return {
    size,
    holesKnown: true,
    extents: (start, length) => (length > 0 ? [{ start, length, kind: 'zero' }] : []),
    read: (target) => void target.fill(0),
  }
}

/** A disk that is mapped as unreadable, and why it is. */
export function unreadableLayer(size: number, fault: Fault): DiskLayer {
  const layer = lackingLayer(size, fault, 'invalid')
  return {
    ...layer,
    extents(start, length, faults) {
      if (length > 0) faults?.note(fault.code, () => fault)
      return layer.extents(start, length)
    },
  }
}

/** A disk that is mapped as missing: that it is only not here is no fault of what names it. */
export function absentLayer(size: number, fault: Fault): DiskLayer {
  return lackingLayer(size, fault, 'missing')
}

function lackingLayer(size: number, fault: Fault, kind: 'invalid' | 'missing'): DiskLayer {
  return {
    size,
    holesKnown: true,
    extents: (start, length) => (length > 0 ? [{ start, length, kind }] : []),
    read: () => {
      throw errorOf(fault)
    },
  }
}

/** Such a stretch lies in no file, and goes on from one piece to the next. */
function takesNoData({ kind, offset }: LayerExtent): boolean {
  return (kind === 'zero' || kind === 'unallocated') && offset === undefined
}

/** How much of a piece the file below it really has. */
function heldLength({ length, layer, from }: LayerPart): number {
  return Math.max(Math.min(length, layer.size - from), 0)
}

function* partExtents(
  part: LayerPart,
  start: number,
  end: number,
  faults: FaultSink | undefined,
): Generator<LayerExtent> {
  const first = Math.max(start, part.start)
  const last = Math.min(end, part.start + part.length)
  if (first >= last) return
  const heldEnd = Math.min(last, part.start + heldLength(part))
  const shift = part.start - part.from
  if (first < heldEnd) {
    for (const extent of part.layer.extents(first - shift, heldEnd - first, faults)) {
      yield { ...extent, start: extent.start + shift }
    }
  }
  const from = Math.max(first, heldEnd)
  if (from < last) yield { start: from, length: last - from, kind: 'zero' }
}

function readPart(part: LayerPart, target: Uint8Array, offset: number): void {
  const first = Math.max(offset, part.start)
  const last = Math.min(offset + target.length, part.start + part.length)
  if (first >= last) return
  const heldEnd = Math.max(Math.min(last, part.start + heldLength(part)), first)
  if (first < heldEnd) {
    const at = first - part.start + part.from
    part.layer.read(target.subarray(first - offset, heldEnd - offset), at)
  }
  target.fill(0, heldEnd - offset, last - offset)
}
