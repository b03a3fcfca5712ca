/**
 * A sum of bytes that is exact: what would take it past what a number tells to the byte is left out, as
 * what is not known is. Headers name sizes up to 2^53 each, whatever is written of them.
 */
export class ExactSum {
  bytes = 0
  /** How many are not in it. */
  leftOut = 0

  /** False where it is left out. */
  add(bytes: number | undefined): boolean {
    const isIn = bytes !== undefined && Number.isSafeInteger(this.bytes + bytes)
    if (isIn) this.bytes += bytes
    else this.leftOut += 1
    return isIn
  }
}

export function exactSum(numbers: readonly (number | undefined)[]): ExactSum {
  const sum = new ExactSum()
  for (const one of numbers) sum.add(one)
  return sum
}
