import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// Where two folders import one another neither can be understood, tested or moved without the other.
// A folder and one inside it are one thing: what puts it together, and its parts.

const ROOT = resolve(import.meta.dirname, '../..')
const IMPORT = /^(?:import|export)\s+(?!type\b)[^'";]*?from\s+'(\.[^']+\.tsx?)'/gm

/** Folders of which one imports more than types from the other, `from to` each. */
function importsBetweenFolders(): ReadonlySet<string> {
  const files = ['shared', 'electron', 'renderer'].flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(top, file)),
  )
  return new Set(
    files.flatMap((file) => {
      const from = dirname(file)
      const text = readFileSync(join(ROOT, file), 'utf8')
      return [...text.matchAll(IMPORT)].map(([, to = '']) => `${from} ${dirname(join(from, to))}`)
    }),
  )
}

function isInside(folder: string, other: string): boolean {
  return `${folder}/`.startsWith(`${other}/`)
}

test('no two folders import one another', () => {
  const imports = importsBetweenFolders()
  const circles = [...imports].filter((one) => {
    const [from = '', to = ''] = one.split(' ')
    const isApart = !isInside(from, to) && !isInside(to, from)
    return isApart && imports.has(`${to} ${from}`)
  })
  expect(imports.size).toBeGreaterThan(300)
  expect(circles).toEqual([])
})
