import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// Where folders import one another in a circle none can be understood, tested or moved without the others.
// A folder and one inside it are one thing: what puts it together, and its parts. So what counts is which of
// the folders that lie side by side, each with all that is in it, needs which.

const ROOT = resolve(import.meta.dirname, '../..')
const IMPORT = /^(?:import|export)\s+(?!type\b)[^'";]*?from\s+'(\.[^']+\.tsx?)'/gm

/** A folder of two that lie side by side, and the other, of which it imports more than types. */
type Import = readonly [from: string, to: string]

function importsBetweenFolders(): readonly Import[] {
  const files = ['shared', 'electron', 'renderer'].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(top, file)),
  )
  return files.flatMap((file) => {
    const from = dirname(file)
    const text = readFileSync(join(ROOT, file), 'utf8')
    return [...text.matchAll(IMPORT)].flatMap(([, to = '']) => {
      return sideBySide(from, dirname(join(from, to)))
    })
  })
}

/** `a/b/c` and `a/d/e` are told apart by `a/b` and `a/d`; none where one lies in the other. */
function sideBySide(from: string, to: string): readonly Import[] {
  const [own, other] = [from.split('/'), to.split('/')]
  const parted = own.findIndex((name, at) => name !== other[at])
  const isInside = parted === -1 || other.length <= parted
  const upTo = (names: readonly string[]) => names.slice(0, parted + 1).join('/')
  return isInside ? [] : [[upTo(own), upTo(other)]]
}

/** What is left once every folder that needs none of the others, or that none of them needs, is taken away. */
function circlesOf(imports: readonly Import[]): readonly string[] {
  const needing = new Set(imports.map(([from]) => from))
  const needed = new Set(imports.map(([, to]) => to))
  const left = imports.filter(([from, to]) => needed.has(from) && needing.has(to))
  return left.length < imports.length ? circlesOf(left) : [...new Set(left.map(String))].sort()
}

test('no folders import one another in a circle', () => {
  const imports = importsBetweenFolders()
  expect(new Set(imports.map(String)).size).toBeGreaterThan(100)
  expect(circlesOf(imports)).toEqual([])
})

test('circles of two and of three are found', () => {
  const imports: readonly Import[] = [
    ['a', 'b'],
    ['b', 'a'],
    ['c', 'd'],
    ['d', 'e'],
    ['e', 'c'],
    ['e', 'f'],
    ['g', 'c'],
  ]
  expect(circlesOf(imports)).toEqual(['a,b', 'b,a', 'c,d', 'd,e', 'e,c'])
})
