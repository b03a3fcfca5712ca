import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ANALYSIS = resolve(import.meta.dirname, '../../shared/analysis')
const IMPORT = /^(?:import|export)\s+(?!type\b)[^'";]*?from\s+'(\.[^']+)'/gm

/** Each builds on those before it alone; a cell of a table may hold what a later one says of it. */
const ORDER = [
  'places',
  'chain',
  'sizes',
  'disks',
  'hosts',
  'opened',
  'accounting/forest',
  'accounting/nova',
  'accounting/deletion',
  'accounting/cache',
  'accounting',
  'accounting/domains',
  'accounting/travel',
  'findings',
  'rows',
  '.',
  'cleanup',
]

const FILES = readdirSync(ANALYSIS, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)

/** The folders of `analysis/` of which a file imports more than types. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(ANALYSIS, file), 'utf8')
  return [...text.matchAll(IMPORT)]
    .map(([, to = '']) => dirname(join(dirname(file), to)))
    .filter((folder) => !folder.startsWith('..'))
}

test('every folder of analysis/ has its place in the order', () => {
  expect([...new Set(FILES.map(dirname))].sort()).toEqual([...ORDER].sort())
})

test.each(ORDER)('analysis/%s builds on what comes before it alone', (own) => {
  const files = FILES.filter((file) => dirname(file) === own)
  const before = ORDER.slice(0, ORDER.indexOf(own) + 1)
  const others = files.flatMap((file) =>
    importsOf(file)
      .filter((folder) => !before.includes(folder))
      .map((folder) => `${file} imports ${folder}`),
  )
  expect(others).toEqual([])
})

test('and most of them build on another', () => {
  expect(FILES.flatMap(importsOf).length).toBeGreaterThan(200)
})
