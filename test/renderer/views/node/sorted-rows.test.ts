import { describe, expect, test } from 'vitest'
import type { GridColumn } from '../../../../renderer/grid/columns.ts'
import { sortedPlaces } from '../../../../renderer/grid/sorted-places.ts'
import { baseColumns } from '../../../../renderer/views/node/bases/base-columns.ts'
import { imageColumns } from '../../../../renderer/views/node/files/image-table.ts'
import { otherColumns } from '../../../../renderer/views/node/files/other-table.ts'
import { instanceColumns } from '../../../../renderer/views/node/instances/instance-columns.ts'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { base, instance, scannedFile } from '../../data.ts'

/** Places of rows as a column puts them, both ways. */
function placesBy<R>(columns: readonly GridColumn<R>[], id: string, rows: readonly R[]) {
  const value = columns.find((column) => column.id === id)?.value
  if (value === undefined) throw new Error(`${id} does not sort`)
  return [false, true].map((desc) => sortedPlaces(rows.map(value), desc))
}

const image = (change: Partial<ImageRow>): ImageRow => ({
  id: 'x',
  name: 'x',
  length: 1,
  allocated: 1,
  mtimeMs: 1,
  chain: 'standalone',
  findings: [],
  ...change,
})

describe('what is shown as not known comes last, whichever way the rows are sorted by', () => {
  const last = [
    [1, 0],
    [1, 0],
  ]

  test.each(['disks', 'changed'])('%s of instances', (id) => {
    const shut = instance(1, { disks: [], incomplete: 'shut', changedMs: 0 })
    expect(placesBy(instanceColumns, id, [shut, instance(2)])).toEqual(last)
  })

  test.each(['overlays', 'overlayAllocated'])('%s of bases', (id) => {
    expect(placesBy(baseColumns, id, [base(0, { isUsersAtLeast: true }), base(2)])).toEqual(last)
    // None, where all that could stand on it was read, is a number.
    expect(placesBy(baseColumns, id, [base(2), base(0, { users: 1 })])).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  test('overlays of images, where none is a number too', () => {
    const on = (count: number) => Array.from({ length: count }, () => ({ path: 'o', allocated: 1 }))
    const rows = [{ isUsersAtLeast: true } as const, { overlays: on(2) }, {}].map(image)
    expect(placesBy(imageColumns, 'overlays', rows)).toEqual([
      [2, 1, 0],
      [1, 2, 0],
    ])
  })

  test.each(['length', 'allocated', 'changed'])('%s of what nobody could look at', (id) => {
    const seen = scannedFile('a')
    const unseen = { ...seen, length: 0, allocated: 0, mtimeMs: 0, unseen: true } as const
    expect(placesBy(otherColumns, id, [unseen, seen])).toEqual(last)
  })
})

test.each([
  ['images', placesOfFormats(imageColumns, (format) => image({ image: { format } }))],
  ['bases', placesOfFormats(baseColumns, (format) => base(0, { image: { format } }))],
])('formats of %s are sorted by as they are shown: what holds partitions is raw', (_, places) => {
  expect(places[0]).toEqual([2, 0, 1, 3])
})

function placesOfFormats<R>(
  columns: readonly GridColumn<R>[],
  row: (format: 'iso' | 'raw' | 'luks' | 'vdi') => R,
) {
  return placesBy(columns, 'format', (['iso', 'raw', 'luks', 'vdi'] as const).map(row))
}
