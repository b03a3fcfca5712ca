// @vitest-environment jsdom
import { renderHook } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareValues, type GridColumn, type SortValue } from '../../../renderer/grid/columns.ts'
import { sortedPlaces } from '../../../renderer/grid/sorted-places.ts'
import { useSorted } from '../../../renderer/grid/useSorted.ts'
import { naturalKey } from '../../../shared/values/natural-key.ts'

const value: fc.Arbitrary<SortValue> = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom('a', 'b', 'B', ''),
  fc.constant(undefined),
)
const numbers: fc.Arbitrary<SortValue> = fc.option(fc.double({ noNaN: true }), { nil: undefined })

/** Insertion by the rule itself: known before unknown, then by value, then as they stood. */
function expected(values: readonly SortValue[], desc: boolean): readonly number[] {
  const goesBefore = (a: number, b: number): boolean => {
    const [left, right] = [values[a], values[b]]
    if (left === undefined || right === undefined) return left !== undefined && right === undefined
    return (desc ? -1 : 1) * compareValues(left, right) < 0
  }
  const places: number[] = []
  for (const place of values.keys()) {
    const at = places.findIndex((other) => goesBefore(place, other))
    places.splice(at < 0 ? places.length : at, 0, place)
  }
  return places
}

describe('the order of rows', () => {
  test('is that of their values, what has none last, equals as they stood', () => {
    const lists = fc.oneof(fc.array(value), fc.array(numbers))
    fc.assert(
      fc.property(lists, fc.boolean(), (values, desc) => {
        expect(sortedPlaces(values, desc)).toEqual(expected(values, desc))
      }),
    )
  })

  test('is of equal ones that of their names, whichever way it is, and what has none comes last', () => {
    const names = ['vm-10', 'vm-2', undefined, 'VM-1', 'a']
    const nameAt = (place: number) => names[place] && naturalKey(names[place])
    for (const values of [[1, 1, 1, 1, 2], Array.from(names, () => 'x').fill('y', 4), []]) {
      const all = values.length === 0 ? names.map(() => undefined) : values
      const ofEqual = sortedPlaces(all, false, nameAt).filter((place) => place !== 4)
      expect(ofEqual).toEqual([3, 1, 0, 2])
      expect(sortedPlaces(all, true, nameAt).filter((place) => place !== 4)).toEqual(ofEqual)
    }
  })

  test('asks no row for its name that no other equals', () => {
    const ask = () => expect.unreachable()
    expect(sortedPlaces([3, 1, 2, undefined], true, ask)).toEqual([0, 2, 1, 3])
  })

  test('asks each row for its value once, whatever order is asked for after', () => {
    const rows = Array.from({ length: 500 }, (_, at) => ({ size: (at * 7) % 500 }))
    let asked = 0
    const size: GridColumn<{ readonly size: number }> = {
      id: 'size',
      title: 'allocated',
      track: '1fr',
      value: (row) => {
        asked += 1
        return row.size
      },
    }
    const columns = [size]
    const { result, rerender } = renderHook(
      ({ desc }) => useSorted(columns, rows, [{ id: 'size', desc }]),
      { initialProps: { desc: false } },
    )
    expect(result.current.map((row) => row.size)).toEqual(rows.map((_, at) => at))
    rerender({ desc: true })
    expect(result.current[0]?.size).toBe(499)
    expect(asked).toBe(500)
  })

  test('is as it was without a column to go by', () => {
    const rows = [{ size: 2 }, { size: 1 }]
    const { result } = renderHook(() => useSorted([], rows, []))
    expect(result.current).toEqual(rows)
  })
})
