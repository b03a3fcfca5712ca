/** Words that are looked at in one step; every table is a multiple of it. */
const STEP = 8

/** First index from `from`, a multiple of 2, at or before which only zeros are skipped. */
export function nextUsedWord(words: Int32Array, from: number): number {
  let at = from
  while (at % STEP !== 0) {
    if (((words[at] ?? 0) | (words[at + 1] ?? 0)) !== 0) return at
    at += 2
  }
  while (at < words.length && stepIsEmpty(words, at)) at += STEP
  while (at < words.length && ((words[at] ?? 0) | (words[at + 1] ?? 0)) === 0) at += 2
  return at
}

function stepIsEmpty(words: Int32Array, at: number): boolean {
  const first =
    (words[at] ?? 0) | (words[at + 1] ?? 0) | (words[at + 2] ?? 0) | (words[at + 3] ?? 0)
  const second =
    (words[at + 4] ?? 0) | (words[at + 5] ?? 0) | (words[at + 6] ?? 0) | (words[at + 7] ?? 0)
  return (first | second) === 0
}
