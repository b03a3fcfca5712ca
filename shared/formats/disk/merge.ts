import type { DiskExtent } from './types.ts'

/** Joins neighbours that one layer holds in one way and, where they have a place, in one piece. */
export function* merged(extents: Iterable<DiskExtent>): Generator<DiskExtent> {
  let run: DiskExtent | undefined
  for (const extent of extents) {
    if (run !== undefined && continues(run, extent)) {
      run = { ...run, length: run.length + extent.length }
      continue
    }
    if (run !== undefined) yield run
    run = extent
  }
  if (run !== undefined) yield run
}

function continues(run: DiskExtent, next: DiskExtent): boolean {
  if (run.kind !== next.kind || run.depth !== next.depth) return false
  if (run.offset === undefined) return next.offset === undefined
  return next.offset === run.offset + run.length
}
