import { FormatError } from '../../bytes/errors.ts'
import { says } from '../../phrases/phrase.ts'
import { inLayer } from './failed-layer.ts'
import { errorOf } from './fault.ts'
import { FaultLog } from './fault-log.ts'
import { extentAt, merged } from './merge.ts'
import { memberNotHere } from './not-here.ts'
import type {
  DiskExtent,
  DiskLayer,
  FaultSink,
  GuestDisk,
  LayerExtent,
  MissingLayer,
} from './types.ts'

type Layers = readonly (DiskLayer | MissingLayer)[]

/**
 * The guest's disk through a chain, active layer first, with the meaning that `qemu-img map` gives
 * to depth. A layer that ends before the one above shows zeros there. `missing` ends the chain.
 */
export function openDisk(active: DiskLayer, below: Layers = []): GuestDisk {
  return new ChainDisk(active, [active, ...below])
}

export function isMissing(layer: DiskLayer | MissingLayer): layer is MissingLayer {
  return 'missing' in layer
}

class ChainDisk implements GuestDisk {
  readonly size: number
  readonly layers: Layers

  constructor(active: DiskLayer, layers: Layers) {
    this.size = active.size
    this.layers = layers
  }

  extents(start?: number, length?: number, faults?: FaultSink): Iterable<DiskExtent> {
    return merged(this.pieces(start, length, faults))
  }

  pieces(start = 0, length = this.size - start, faults?: FaultSink): Iterable<DiskExtent> {
    const end = Math.min(start + length, this.size)
    return this.#walk(0, start, Math.max(end - start, 0), faults)
  }

  read(target: Uint8Array, offset: number): void {
    if (offset < 0 || offset + target.length > this.size) {
      const found = says('{{at}}', { at: offset + target.length })
      throw new FormatError(
        'limit',
        'read',
        offset,
        says('an end up to {{at}}', { at: this.size }),
        found,
      )
    }
    for (const extent of this.#walk(0, offset, target.length)) {
      const from = extent.start - offset
      this.#fill(target.subarray(from, from + extent.length), extent)
    }
  }

  revision(): string {
    return this.layers.map((layer) => (isMissing(layer) ? '' : (layer.revision?.() ?? ''))).join()
  }

  *#walk(depth: number, start: number, length: number, faults?: FaultSink): Generator<DiskExtent> {
    const layer = this.layers[depth]
    if (layer === undefined || length === 0) return
    if (isMissing(layer)) {
      yield { start, length, kind: 'missing', depth }
      return
    }
    const below = this.layers[depth + 1]
    const own = layer.extents(start, length, faults?.layer?.(depth) ?? faults)
    // What shows through in one stretch is walked at once below, where each walk begins anew.
    for (const extent of below === undefined ? own : gapsJoined(own)) {
      if (extent.kind !== 'unallocated' || below === undefined) {
        yield extentAt(extent, depth, extent.length)
        continue
      }
      const shown = shownLength(extent.start, extent.length, below)
      if (shown === 0) {
        yield extentAt(extent, depth, extent.length)
        continue
      }
      yield* this.#walk(depth + 1, extent.start, shown, faults)
      if (shown < extent.length) yield { ...tailOf(extent, shown), depth }
    }
  }

  #fill(target: Uint8Array, extent: DiskExtent): void {
    const layer = this.layers[extent.depth]
    if (extent.kind === 'zero' || extent.kind === 'unallocated') target.fill(0)
    else if (layer === undefined || isMissing(layer)) throw memberNotHere(extent.start)
    else if (extent.kind === 'invalid') inLayer(extent.depth, () => refuse(layer, extent))
    else inLayer(extent.depth, () => layer.read(target, extent.start))
  }
}

/** Extents, with neighbours that both show what is below as one. */
function* gapsJoined(extents: Iterable<LayerExtent>): Generator<LayerExtent> {
  let gap: LayerExtent | undefined
  for (const extent of extents) {
    const isGap = extent.kind === 'unallocated' && extent.offset === undefined
    if (gap !== undefined && isGap) {
      gap = { ...gap, length: gap.length + extent.length }
      continue
    }
    if (gap !== undefined) yield gap
    gap = isGap ? extent : undefined
    if (!isGap) yield extent
  }
  if (gap !== undefined) yield gap
}

/** How much of a stretch the layer below reaches; what is past its end reads as zeros. */
function shownLength(start: number, length: number, below: DiskLayer | MissingLayer): number {
  if (isMissing(below)) return length
  return Math.min(length, Math.max(below.size - start, 0))
}

function tailOf<E extends { start: number; length: number; offset?: number }>(
  extent: E,
  from: number,
): E {
  const rest = { ...extent, start: extent.start + from, length: extent.length - from }
  return extent.offset === undefined ? rest : { ...rest, offset: extent.offset + from }
}

/** Throws the fault for which a stretch cannot be read, found by walking it again. */
function refuse(layer: DiskLayer, extent: DiskExtent): never {
  const log = new FaultLog()
  for (const _ of layer.extents(extent.start, extent.length, log));
  const fault = log.kept.find(({ code }) => code !== 'truncated')
  if (fault !== undefined) throw errorOf(fault)
  throw new FormatError(
    'invalid',
    'tables',
    extent.start,
    says('a readable extent'),
    says('another'),
  )
}
