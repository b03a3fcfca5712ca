import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const { devDependencies }: { devDependencies: Record<string, string> } = JSON.parse(
  read('package.json'),
)
const packages = Object.keys(devDependencies)

/** Run by name, or asked for by another package: nothing here imports them. */
const NOT_IMPORTED = new Set([
  '@biomejs/biome',
  '@mantine/hooks',
  '@testing-library/dom',
  '@types/node',
  '@types/react',
  '@types/react-dom',
  'electron-builder',
  'jsdom',
  'react-is',
  'typescript',
])

function sources(): readonly string[] {
  return ['shared', 'electron', 'renderer', 'build', 'test'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(?:tsx?|mjs)$/.test(path))
      .map((path) => read(join(folder, path))),
  )
}

test('every package is imported, or is one that others run or need', () => {
  const texts = sources()
  const isImported = (name: string) =>
    texts.some((text) => text.includes(`'${name}'`) || text.includes(`'${name}/`))
  expect(packages.length).toBeGreaterThan(20)
  expect(packages.filter((name) => !NOT_IMPORTED.has(name) && !isImported(name))).toEqual([])
})

test('every package has its exact version, and its reason in CONTRIBUTING.md', () => {
  const inexact = Object.entries(devDependencies).filter(([, version]) => !/^\d/.test(version))
  expect(inexact).toEqual([])
  const words = new Set(read('CONTRIBUTING.md').match(/@?[\w/.-]*\w/g))
  expect(packages.filter((name) => !words.has(name))).toEqual([])
})
