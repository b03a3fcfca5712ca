import type { MapEntry } from '../../../shared/formats/disk/map.ts'

export type ComparableEntry = Omit<MapEntry, 'compressed'>

/**
 * What both qemu-img map and ours can know. `compressed` came with qemu 8.2. For an image that looks
 * as if its metadata was preallocated, qemu asks the file system for holes and adds `zero` to data;
 * Node cannot ask.
 */
export function comparable(entries: readonly MapEntry[]): readonly ComparableEntry[] {
  const runs: ComparableEntry[] = []
  for (const { compressed: _, ...entry } of entries) {
    const next = entry.data ? { ...entry, zero: false } : entry
    const run = runs.at(-1)
    if (run !== undefined && continues(run, next)) {
      runs[runs.length - 1] = { ...run, length: run.length + next.length }
    } else runs.push(next)
  }
  return runs
}

function continues(run: ComparableEntry, next: ComparableEntry): boolean {
  const { start, length, offset, ...kind } = run
  const { start: _start, length: _length, offset: nextOffset, ...nextKind } = next
  const inPlace = offset === undefined ? nextOffset === undefined : nextOffset === offset + length
  return inPlace && JSON.stringify(kind) === JSON.stringify(nextKind)
}
