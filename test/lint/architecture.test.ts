import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

// ARCHITECTURE.md is read before anything else: one page, and true of where things are.

const ROOT = resolve(import.meta.dirname, '../..')
const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')

/** A4 at 10 pt has as many lines, and as many letters in each. */
const LINES = 64
const LETTERS = 120

test('it is one page', () => {
  const lines = text.trimEnd().split('\n')
  expect(lines.length).toBeLessThanOrEqual(LINES)
  expect(lines.filter((line) => [...line].length > LETTERS)).toEqual([])
})

test('what it names is there', () => {
  const named = [...text.matchAll(/`([a-z0-9-]+\/[\w./-]*)`|\]\(([\w./-]+)\)/g)]
  const paths = named.map(([, code, link]) => code ?? link ?? '')
  const bases = ['', 'test', 'shared/analysis']
  const isThere = (path: string) => bases.some((base) => existsSync(join(ROOT, base, path)))
  expect(paths.length).toBeGreaterThan(20)
  expect(paths.filter((path) => !isThere(path))).toEqual([])
})
