import { expect, test } from 'vitest'
import { foldersLeft } from '../../../shared/files/paths.ts'

test.each([
  ['/a/b/c', []],
  ['/a/b/../c', ['/a/b']],
  ['/a/b/./..//c/d/../../e', ['/a/b', '/a/c/d']],
])('of %s the folders that it leaves again are %j, the innermost for those above', (path, left) => {
  expect(foldersLeft(path)).toEqual(left)
})

test('a name takes no more memory for leaving many folders', () => {
  const few = foldersLeft(`/${'a/../'.repeat(10)}b`)
  const many = foldersLeft(`/${'a/../'.repeat(100_000)}b`)
  expect(few).toHaveLength(10)
  expect(many.length).toBeLessThan(100)
})
