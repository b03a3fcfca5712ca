import { FormatError } from '../../bytes/errors.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { BlockWalk } from './block-walk.ts'
import { extentOf, NOWHERE, RunBuilder } from './run-builder.ts'
import type { DiskLayer, FaultSink, LayerExtent } from './types.ts'

/**
 * Looks into a map after which a run ends although the next one may continue it: a walk over a large
 * empty disk is to come by now and then, to tell how far it is and to hear that it is to stop.
 */
export const LOOKS_A_RUN = 1024

/** A format's own map from the guest's disk to the file, in units of one size. */
export interface BlockMap {
  readonly source: ByteSource
  /** Virtual size in bytes; the last unit may reach beyond it. */
  readonly size: number
  /** Bytes. */
  readonly unit: number
  /** Why the guest's bytes cannot be read although their map can; thrown by reads. */
  readonly sealed?: FormatError
  /** Tells `walk` what unit `index` is, and returns how many from there, up to `end`, are alike. */
  run(index: number, end: number, walk: BlockWalk): number
  /** The bytes of a unit of kind `compressed`; may be shorter than the unit at the disk's end. */
  unpack?(index: number): Uint8Array
}

/** A layer over a format's block map. */
export function blockLayer(map: BlockMap): DiskLayer {
  return {
    size: map.size,
    holesKnown: true,
    extents: (start, length, faults) => blockExtents(map, start, length, faults),
    read: (target, offset) => readBlocks(map, target, offset),
  }
}

function* blockExtents(
  map: BlockMap,
  start: number,
  length: number,
  faults: FaultSink | undefined,
): Generator<LayerExtent> {
  if (length <= 0) return
  const walk = new BlockWalk(map.source, faults)
  const end = start + length
  const runs = new RunBuilder()
  const last = Math.ceil(end / map.unit)
  let looks = 0
  for (let index = Math.floor(start / map.unit); index < last; looks += 1) {
    const due = looks % LOOKS_A_RUN === 0 ? runs.end() : undefined
    if (due !== undefined) yield clipped(due, start, end)
    const count = map.run(index, last, walk)
    walk.endBy(Math.min(count * map.unit, map.size - index * map.unit))
    const done = runs.push(index * map.unit, count * map.unit, walk.kind, walk.offset)
    if (done !== undefined) yield clipped(done, start, end)
    index += count
  }
  const rest = runs.end()
  if (rest !== undefined) yield clipped(rest, start, end)
}

function clipped(run: LayerExtent, start: number, end: number): LayerExtent {
  const from = Math.max(run.start, start)
  const to = Math.min(run.start + run.length, end)
  const offset = run.offset === undefined ? NOWHERE : run.offset + (from - run.start)
  return extentOf(from, to - from, run.kind, offset)
}

function readBlocks(map: BlockMap, target: Uint8Array, offset: number): void {
  if (map.sealed !== undefined) throw map.sealed
  for (const extent of blockExtents(map, offset, target.length, undefined)) {
    const from = extent.start - offset
    const part = target.subarray(from, from + extent.length)
    if (extent.kind === 'compressed') readPackedUnits(map, part, extent.start)
    else if (extent.kind === 'data' && extent.offset !== undefined) {
      readPadded(map.source, part, extent.offset)
    } else part.fill(0)
  }
}

function readPackedUnits(map: BlockMap, target: Uint8Array, start: number): void {
  for (let done = 0; done < target.length; ) {
    const within = (start + done) % map.unit
    const length = Math.min(map.unit - within, target.length - done)
    const index = (start + done - within) / map.unit
    const bytes = map.unpack?.(index)
    if (bytes === undefined || bytes.length < within + length) {
      const found = bytes?.length ?? 0
      throw new FormatError(
        'invalid',
        'packed block',
        0,
        says('{{bytes}} bytes', { bytes: within + length }),
        found,
      )
    }
    target.set(bytes.subarray(within, within + length), done)
    done += length
  }
}
