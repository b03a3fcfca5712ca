import { expect, test } from 'vitest'
import { fill } from '../../../shared/values/fill.ts'

test.each([
  ['1', '1 step, which frees 2 KiB.'],
  ['0', '0 steps, which free 2 KiB.'],
  ['21', '21 steps, which free 2 KiB.'],
])('of %s the word is the one that goes with it', (steps, text) => {
  const words = '{{steps}} {{steps|step, which frees|steps, which free}} {{size}}.'
  expect(fill(words, { steps, size: '2 KiB' })).toBe(text)
})

test('a value that looks like a place to fill is text', () => {
  expect(fill('{{a}}{{b}}', { a: '{{b|x|y}}' })).toBe('{{b|x|y}}')
})
