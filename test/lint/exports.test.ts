import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// A value that only its own file uses is no part of what the file offers. Types are: who calls a
// function may have to name what it takes.

const ROOT = resolve(import.meta.dirname, '../..')
const EXPORTED = /^export (?:async )?(?:const|function\*?|class) ([\w$]+)/gm

function textsOf(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(?:tsx?|mjs)$/.test(path))
    .map((path) => join(folder, path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))
}

test('every value that a file exports is used by another', () => {
  const files = ['shared', 'electron', 'renderer', 'build', 'test'].flatMap(textsOf)
  const users = new Map<string, number>()
  for (const { text } of files) {
    for (const word of new Set(text.match(/[\w$]+/g))) users.set(word, (users.get(word) ?? 0) + 1)
  }
  const exported = files.flatMap(({ path, text }) => {
    return [...text.matchAll(EXPORTED)].map(([, name = '']) => ({ path, name }))
  })
  expect(exported.length).toBeGreaterThan(500)
  expect(exported.filter(({ name }) => users.get(name) === 1)).toEqual([])
})

test('no value that a file exports is assigned again, as the bundle of the command line takes for granted', () => {
  const files = ['shared', 'electron'].flatMap(textsOf)
  expect(files.length).toBeGreaterThan(500)
  expect(files.filter(({ text }) => /^export (?:let|var) /m.test(text))).toEqual([])
})
