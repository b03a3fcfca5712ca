import { expect, test } from 'vitest'
import { addTo, groupBy } from '../../../shared/values/grouped.ts'

test('values come together by their key, keys and values in the order in which they came', () => {
  const groups = groupBy(['pear', 'fig', 'plum', 'apple'], (name) => name.length)
  expect([...groups]).toEqual([
    [4, ['pear', 'plum']],
    [3, ['fig']],
    [5, ['apple']],
  ])
})

test('a list begins with the first that is added to it', () => {
  const lists = new Map<string | undefined, number[]>([['known', [1]]])
  addTo(lists, 'known', 2)
  addTo(lists, undefined, 3)
  expect([...lists]).toEqual([
    ['known', [1, 2]],
    [undefined, [3]],
  ])
})
