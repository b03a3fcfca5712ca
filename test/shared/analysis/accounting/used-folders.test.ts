import { describe, expect, test } from 'vitest'
import { createForest } from '../../../../shared/analysis/accounting/forest/create-forest.ts'
import {
  createGivers,
  withFilesInside,
} from '../../../../shared/analysis/accounting/used-folders.ts'

const FOLDER = 'srv/share'
const many = <T>(count: number, of: (n: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, n) => of(n))
const xmlOf = (n: number) => `etc/libvirt/qemu/i${String(n).padStart(5, '0')}.xml`
const fileOf = (n: number) => `${FOLDER}/f${n}`
const given = (guests: number) => many(guests, (n) => ({ xml: xmlOf(n), folder: FOLDER }))

describe('a folder that guests share', () => {
  test('is in use by each of a few, whichever was read first', () => {
    const [first, second] = [xmlOf(0), xmlOf(1)]
    const used = withFilesInside([], given(2).toReversed(), [fileOf(0)])
    expect(used.map(({ path, extents }) => [path, extents])).toEqual([
      [first, [{ path: fileOf(0) }]],
      [second, [{ path: fileOf(0) }]],
    ])
    expect(createGivers(given(2))(fileOf(0))).toEqual([first, second])
  })

  test('is in use by itself where so many have it that not all are named: it stays', () => {
    const used = withFilesInside([], given(17), [fileOf(0)])
    expect(used.map(({ path }) => path)).toEqual([...many(16, xmlOf), FOLDER])
    expect(createGivers(given(17))(fileOf(0))).toEqual([...many(16, xmlOf), FOLDER])
  })

  test('is in use by whoever stays, however much XML goes along with a file', () => {
    const going = many(40, (n) => ({ xml: `gone/${n}.xml`, folder: '' }))
    expect(createGivers(going)('gone')).toEqual([])
    expect(createGivers([...going, { xml: 'stays.xml', folder: '' }])('gone')).toEqual([
      'stays.xml',
    ])
  })

  test('costs what its guests and its files are together, not each by each', () => {
    const [guests, files] = [20_000, many(20_000, fileOf)]
    const used = withFilesInside([], given(guests), files)
    const edges = used.reduce((sum, { extents = [] }) => sum + extents.length, 0)
    expect(edges).toBe(17 * files.length)
    const others = files.map((path) => ({ path, allocated: 0 }))
    const input = { folders: [], cache: [], others: [...others, ...used], links: [], certain: true }
    const forest = createForest(input)
    expect(forest.nodes[forest.nodeAt(FOLDER) ?? -1]?.below).toHaveLength(files.length)
    const givers = createGivers(given(guests))
    expect(files.flatMap(givers)).toHaveLength(edges)
  })
})
