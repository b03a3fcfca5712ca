import type { ScannedEntry } from '../scan/model.ts'

/** Bytes allocated by entries, each hard-linked file once. */
export function allocatedOnce(entries: readonly ScannedEntry[]): number {
  const seen = new Set<string>()
  let sum = 0
  for (const { linkKey, allocated } of entries) {
    if (linkKey !== undefined) {
      if (seen.has(linkKey)) continue
      seen.add(linkKey)
    }
    sum += allocated
  }
  return sum
}
