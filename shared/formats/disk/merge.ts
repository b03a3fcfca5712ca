import type { DiskExtent } from './types.ts'

/** Joins neighbours that one layer holds in one way and, where they have a place, in one piece. */
export function* merged(extents: Iterable<DiskExtent>): Generator<DiskExtent> {
  let run: DiskExtent | undefined
  for (const extent of extents) {
    const both = run === undefined ? undefined : joined(run, extent)
    if (run !== undefined && both === undefined) yield run
    run = both ?? extent
  }
  if (run !== undefined) yield run
}

/** The two as one, where `next` continues `run`. */
export function joined(run: DiskExtent, next: DiskExtent): DiskExtent | undefined {
  if (run.kind !== next.kind || run.depth !== next.depth || run.file !== next.file) return undefined
  const place = run.offset === undefined ? undefined : run.offset + run.length
  if (next.offset !== place) return undefined
  return extentAt(run, run.depth, run.length + next.length)
}

/**
 * The extent as one of a disk, at its layer's depth. A map makes one of each: copying fields by name
 * takes a third of the time that spreading them does.
 */
export function extentAt(
  { start, kind, offset, file }: Omit<DiskExtent, 'depth'>,
  depth: number,
  length: number,
): DiskExtent {
  if (file === undefined) {
    return offset === undefined
      ? { start, length, kind, depth }
      : { start, length, kind, depth, offset }
  }
  return offset === undefined
    ? { start, length, kind, depth, file }
    : { start, length, kind, depth, offset, file }
}
