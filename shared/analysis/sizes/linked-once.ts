import type { TreePath } from '../../files/tree.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { order } from '../../values/order.ts'

/** Bytes allocated by entries, each hard-linked file once. */
export function allocatedOnce(entries: readonly ScannedEntry[]): number {
  return sumOnce(entries, ({ allocated }) => allocated)
}

/** The sum of what entries have of something, each hard-linked file once. */
export function sumOnce(
  entries: readonly ScannedEntry[],
  bytesOf: (entry: ScannedEntry) => number,
): number {
  const seen = new Set<string>()
  let sum = 0
  for (const entry of entries) {
    const { linkKey } = entry
    if (linkKey !== undefined) {
      if (seen.has(linkKey)) continue
      seen.add(linkKey)
    }
    sum += bytesOf(entry)
  }
  return sum
}

/** Of a file that has several names among the entries: the first of them, unless it is this one. */
export function hardLinks(
  entries: readonly ScannedEntry[],
): (entry: ScannedEntry) => TreePath | undefined {
  const first = new Map<string, TreePath>()
  for (const { linkKey, path } of entries) {
    if (linkKey === undefined) continue
    const known = first.get(linkKey)
    if (known === undefined || order(path, known) < 0) first.set(linkKey, path)
  }
  return ({ linkKey, path }) => {
    const name = first.get(linkKey ?? '')
    return name === path ? undefined : name
  }
}
