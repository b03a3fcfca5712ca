import type { Scan, ScannedEntry } from '../../../shared/scan/model.ts'

/** Every entry of a scan, in the order in which it was found. */
export function entriesOf(scan: Scan): readonly ScannedEntry[] {
  return scan.units.flatMap(({ entries }) => entries)
}

/** Bytes allocated by all entries, directories too, each hard-linked file once. */
export function allocatedBy(scan: Scan): number {
  const links = new Set<string>()
  let sum = 0
  for (const { linkKey, allocated } of entriesOf(scan)) {
    if (linkKey !== undefined && links.has(linkKey)) continue
    if (linkKey !== undefined) links.add(linkKey)
    sum += allocated
  }
  return sum
}
