import { isMissing } from './disk.ts'
import type { DiskExtent, GuestDisk } from './types.ts'
import { zeroRuns } from './zeros.ts'

/** What holes of common file systems are made of. */
const BLOCK = 4096
const PIECE = 1024 * 1024

export interface ReadHooks {
  /** Bytes that were read since the last call. */
  readonly onRead?: (bytes: number) => void
  /** Asked before each read: what was not read when it says no stays as it is. */
  readonly goOn?: () => boolean
}

/** Whether a stretch is called data though it may be a hole of its file. */
export function mayBeHoles({ layers }: GuestDisk, { kind, depth }: DiskExtent): boolean {
  const layer = layers[depth]
  return kind === 'data' && layer !== undefined && !isMissing(layer) && !layer.holesKnown
}

/**
 * The same extents with the zeros of files with holes found by reading them: in layers whose holes nobody
 * knows, data that is zeros in whole blocks of 4 KiB becomes `zero`, as it is to qemu when the file
 * system says that there is a hole. Extents come in pieces of what was read at once, so that the
 * caller can do other things in between; neighbours may be of one kind.
 */
export function* findZeroRuns(
  disk: GuestDisk,
  extents: Iterable<DiskExtent>,
  hooks: ReadHooks = {},
): Generator<DiskExtent> {
  const buffer = new Uint8Array(PIECE)
  for (const extent of extents) {
    if (mayBeHoles(disk, extent)) yield* split(disk, extent, buffer, hooks)
    else yield extent
  }
}

function* split(
  disk: GuestDisk,
  extent: DiskExtent,
  buffer: Uint8Array,
  { onRead, goOn }: ReadHooks,
): Generator<DiskExtent> {
  const end = extent.start + extent.length
  let at = extent.start
  while (at < end) {
    if (goOn?.() === false) {
      yield partOf(extent, at, end, false)
      return
    }
    // Blocks are those of the file: a stretch that starts inside one ends its first piece there.
    const within = ((extent.offset ?? extent.start) + (at - extent.start)) % BLOCK
    const length = Math.min(within === 0 ? PIECE : BLOCK - within, end - at)
    disk.read(buffer.subarray(0, length), at)
    onRead?.(length)
    for (const { from, to, zero } of zeroRuns(buffer, length, BLOCK)) {
      yield partOf(extent, at + from, at + to, zero)
    }
    at += length
  }
}

function partOf(extent: DiskExtent, from: number, to: number, zero: boolean): DiskExtent {
  const kind = zero ? 'zero' : extent.kind
  const part = { ...extent, start: from, length: to - from, kind } as const
  return extent.offset === undefined
    ? part
    : { ...part, offset: extent.offset + (from - extent.start) }
}
