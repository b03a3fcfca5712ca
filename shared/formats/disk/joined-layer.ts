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
 * A disk in pieces, in order and without gaps. Places in the file are given only when there is one
 * piece: a map has one file a layer.
 */
export function joinedLayer(parts: readonly LayerPart[], size: number): DiskLayer {
  const placed = parts.length === 1
  return {
    size,
    holesKnown: parts.every(({ layer }) => layer.holesKnown),
    *extents(start, length, faults) {
      for (const part of parts) yield* partExtents(part, start, start + length, placed, faults)
    },
    read(target, offset) {
      for (const part of parts) readPart(part, target, offset)
    },
  }
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

/** How much of a piece the file below it really has. */
function heldLength({ length, layer, from }: LayerPart): number {
  return Math.max(Math.min(length, layer.size - from), 0)
}

function* partExtents(
  part: LayerPart,
  start: number,
  end: number,
  placed: boolean,
  faults: FaultSink | undefined,
): Generator<LayerExtent> {
  const first = Math.max(start, part.start)
  const last = Math.min(end, part.start + part.length)
  if (first >= last) return
  const heldEnd = Math.min(last, part.start + heldLength(part))
  const shift = part.start - part.from
  if (first < heldEnd) {
    for (const extent of part.layer.extents(first - shift, heldEnd - first, faults)) {
      const { offset, ...rest } = extent
      const moved = { ...rest, start: extent.start + shift }
      yield placed && offset !== undefined ? { ...moved, offset } : moved
    }
  }
  const from = Math.max(first, heldEnd)
  if (from < last) yield { start: from, length: last - from, kind: 'zero' }
}

function readPart(part: LayerPart, target: Uint8Array, offset: number): void {
  const end = offset + target.length
  const first = Math.max(offset, part.start)
  const last = Math.min(end, part.start + part.length)
  if (first >= last) return
  const heldEnd = Math.max(Math.min(last, part.start + heldLength(part)), first)
  if (first < heldEnd) {
    const at = first - part.start + part.from
    part.layer.read(target.subarray(first - offset, heldEnd - offset), at)
  }
  target.fill(0, heldEnd - offset, last - offset)
}
