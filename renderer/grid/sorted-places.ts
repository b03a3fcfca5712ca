import { compareValues, type SortValue } from './columns.ts'

type Compare = (a: number, b: number) => number

/**
 * The places of `values` in their order, those without a value last in either direction and equal ones
 * as they stood. Numbers, which most columns have, are compared without a look at what they are.
 */
export function sortedPlaces(values: readonly SortValue[], desc: boolean): readonly number[] {
  const known: number[] = []
  const unknown: number[] = []
  values.forEach((value, place) => {
    if (value === undefined) unknown.push(place)
    else known.push(place)
  })
  const isNumeric = known.every((place) => typeof values[place] === 'number')
  known.sort(isNumeric ? byNumber(values, desc) : byValue(values, desc))
  return known.concat(unknown)
}

function byNumber(values: readonly SortValue[], desc: boolean): Compare {
  const numbers = Float64Array.from(values, desc ? (value) => -Number(value) : Number)
  return (a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0) || a - b
}

function byValue(values: readonly SortValue[], desc: boolean): Compare {
  const sign = desc ? -1 : 1
  return (a, b) => sign * compareValues(values[a], values[b]) || a - b
}
