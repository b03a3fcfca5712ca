import { compareValues, type SortValue } from './columns.ts'

type Compare = (a: number, b: number) => number

/**
 * The places of `values` in their order, those without a value last in either direction. Equal ones are by
 * the names that `nameAt` gives, which is asked of these alone, and as they stood. Numbers, which most
 * columns have, are compared without a look at what they are.
 */
export function sortedPlaces(
  values: readonly SortValue[],
  desc: boolean,
  nameAt: (place: number) => SortValue = () => undefined,
): readonly number[] {
  const known: number[] = []
  const unknown: number[] = []
  values.forEach((value, place) => {
    if (value === undefined) unknown.push(place)
    else known.push(place)
  })
  const ofEqual = byName(nameAt)
  const isNumeric = known.every((place) => typeof values[place] === 'number')
  known.sort(isNumeric ? byNumber(values, desc, ofEqual) : byValue(values, desc, ofEqual))
  return known.concat(unknown.sort(ofEqual))
}

function byNumber(values: readonly SortValue[], desc: boolean, ofEqual: Compare): Compare {
  const numbers = Float64Array.from(values, desc ? (value) => -Number(value) : Number)
  return (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || ofEqual(a, b)
}

function byValue(values: readonly SortValue[], desc: boolean, ofEqual: Compare): Compare {
  const sign = desc ? -1 : 1
  return (a, b) => sign * compareValues(values[a], values[b]) || ofEqual(a, b)
}

/** Forwards in either direction, what has no name last; each is asked for its name once. */
function byName(nameAt: (place: number) => SortValue): Compare {
  const names = new Map<number, SortValue>()
  const nameOf = (place: number): SortValue => {
    if (!names.has(place)) names.set(place, nameAt(place))
    return names.get(place)
  }
  return (a, b) => {
    const [left, right] = [nameOf(a), nameOf(b)]
    if (left === right) return a - b
    if (left === undefined || right === undefined) return left === undefined ? 1 : -1
    return compareValues(left, right) || a - b
  }
}
