/** What a table of faults puts into one row: the first of several that are alike, and their number. */
export interface AlikeGroup<T> {
  readonly first: T
  readonly count: number
}

/** Collapses what has the same words, in the order in which the first of each comes. */
export function collapseAlike<T>(
  items: readonly T[],
  wordsOf: (item: T) => string,
  timesOf: (item: T) => number = () => 1,
): readonly AlikeGroup<T>[] {
  const groups = new Map<string, AlikeGroup<T>>()
  for (const item of items) {
    const words = wordsOf(item)
    const known = groups.get(words)
    const count = (known?.count ?? 0) + timesOf(item)
    groups.set(words, { first: known?.first ?? item, count })
  }
  return [...groups.values()]
}
