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

/** Names that a file takes from others; all its words, where it takes what the code only says as it runs. */
function takenBy(text: string): ReadonlySet<string> {
  const clauses = text.match(/^(?:import|export)\b[^'"=(]*\bfrom\b/gm) ?? []
  const said = /\bimport(?:\(| \*)|\b[rR]equire\(/.test(text) ? text : clauses.join(' ')
  return new Set(said.match(/[\w$]+/g))
}

test('every value that a file exports is used by another', () => {
  const files = ['shared', 'electron', 'renderer', 'build', 'test'].flatMap(textsOf)
  const users = files.map(({ path, text }) => ({ path, names: takenBy(text) }))
  const exported = files.flatMap(({ path, text }) => {
    return [...text.matchAll(EXPORTED)].map(([, name = '']) => ({ path, name }))
  })
  expect(exported.length).toBeGreaterThan(500)
  const isUsed = (name: string, of: string) =>
    users.some(({ path, names }) => path !== of && names.has(name))
  expect(exported.filter(({ path, name }) => !isUsed(name, path))).toEqual([])
})

test('no value that a file exports is assigned again, as the bundle of the command line takes for granted', () => {
  const files = ['shared', 'electron'].flatMap(textsOf)
  expect(files.length).toBeGreaterThan(500)
  expect(files.filter(({ text }) => /^export (?:let|var) /m.test(text))).toEqual([])
})
