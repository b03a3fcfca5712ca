import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stack, stripParts, usageBar } from '../../../renderer/charts/geometry.ts'
import { topBases } from '../../../renderer/charts/top-bases.ts'
import { base, GiB } from '../data.ts'

const KiB = 1024

describe('a usage bar', () => {
  test('draws virtual as outline and allocated inside it, on the common scale', () => {
    expect(usageBar(50, 25, 100)).toEqual({ outline: 50, fill: 25, beyond: 0 })
  })

  test('shows what is allocated beyond the virtual size', () => {
    expect(usageBar(50 * KiB, 60 * KiB, 100 * KiB)).toEqual({ outline: 50, fill: 50, beyond: 10 })
  })

  test('shows nothing beyond the blocks of a full raw file whose last one is not full', () => {
    expect(usageBar(542 * KiB, 544 * KiB, 1084 * KiB)).toMatchObject({ fill: 50, beyond: 0 })
    expect(usageBar(542 * KiB, 548 * KiB, 1084 * KiB).beyond).toBeGreaterThan(0)
  })

  test('shows nothing beyond a virtual size of which only a part is known', () => {
    expect(usageBar(50, 60, 100, true)).toEqual({ outline: 50, fill: 50, beyond: 0 })
    expect(usageBar(0, 60, 100, true)).toEqual({ outline: 0, fill: 0, beyond: 0 })
  })

  test('is empty without a scale, and where virtual is not known: nothing is a part of that', () => {
    expect(usageBar(0, 0, 0)).toEqual({ outline: 0, fill: 0, beyond: 0 })
    expect(usageBar(undefined, 10, 100)).toEqual({ outline: 0, fill: 0, beyond: 0 })
  })

  test('never leaves its track', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (virtual, allocated, scale) => {
        const { outline, fill, beyond } = usageBar(virtual, allocated, scale)
        for (const part of [outline, fill, beyond]) {
          expect(part).toBeGreaterThanOrEqual(0)
          expect(part).toBeLessThanOrEqual(100)
        }
        expect(fill).toBeLessThanOrEqual(outline)
      }),
    )
  })
})

describe('a stacked bar', () => {
  test('puts parts side by side and leaves out what is empty', () => {
    const parts = [
      { key: 'a', value: 30 },
      { key: 'b', value: 0 },
      { key: 'c', value: 10 },
    ]
    expect(stack(parts)).toEqual([
      { key: 'a', value: 30, start: 0, width: 75 },
      { key: 'c', value: 10, start: 75, width: 25 },
    ])
  })

  test('never grows over the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.nat(), (values, whole) => {
        const segments = stack(
          values.map((value, key) => ({ key: String(key), value })),
          whole,
        )
        const end = segments.reduce((sum, { width }) => sum + width, 0)
        expect(end).toBeLessThanOrEqual(100 + 1e-9)
      }),
    )
  })
})

describe('a chain strip', () => {
  test('shows up to six layers whole', () => {
    expect(stripParts([1, 2, 3, 4, 5, 6], false)).toHaveLength(6)
  })

  test('folds the middle of a longer chain, with how many', () => {
    const parts = stripParts([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], false)
    expect(parts.map((part) => (part.kind === 'layer' ? part.index : `+${part.count}`))).toEqual([
      0,
      1,
      2,
      '+5',
      8,
      9,
    ])
    expect(stripParts([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], true)).toHaveLength(10)
  })
})

test('the largest bases come first, the rest is one slice', () => {
  const bases = [1, 4, 2, 3].map((size) =>
    base(0, { id: `b${size}`, allocated: size * GiB, overlayAllocated: 0 }),
  )
  const slices = topBases(bases, 2)
  expect(slices.map(({ base, count }) => [base?.id, count])).toEqual([
    ['b4', 1],
    ['b3', 1],
    [undefined, 2],
  ])
  expect(slices[2]?.allocated).toBe(3 * GiB)
})

test('bases of one name are told apart by their host, or by their folder on one host', () => {
  const { name } = base(0)
  const at = (folder: string) => base(1, { id: `${folder}/${name}`, name })
  const hostOf = (path: string) => {
    const name = path.startsWith('b/') ? 'cmp-2' : 'cmp-1'
    return { whole: name, short: name }
  }
  const wheres = (folders: readonly string[], of?: typeof hostOf) =>
    topBases(folders.map(at), 8, of).map(({ where }) => where)
  expect(wheres(['a/_base', 'b/_base'], hostOf)).toEqual(['cmp-1', 'cmp-2'])
  expect(wheres(['a/_base', 'a/_base_2', 'b/_base'], hostOf)).toEqual([
    'a/_base',
    'a/_base_2',
    'cmp-2',
  ])
  expect(wheres(['_base', '_base_2'])).toEqual(['_base', '_base_2'])
  expect(wheres(['a/_base'], hostOf)).toEqual([undefined])
})
