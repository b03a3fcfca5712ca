import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = 'shared/formats/qcow2'
const text = readFileSync(join(folder, 'FORMAT.md'), 'utf8')
const named = [...text.matchAll(/`([\w./-]+\.ts)`/g)].map(([, path]) => path ?? '')

test('FORMAT.md names files that are there', () => {
  expect(named.filter((path) => !existsSync(join(folder, path)))).toEqual([])
})

test('every file of the reader is named in it', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const sources = files.filter((file) => file.endsWith('.ts'))
  expect(sources.length).toBeGreaterThan(30)
  expect(sources.filter((file) => !named.includes(file))).toEqual([])
})

test('every type of header extension stands in it', () => {
  const sources = ['extensions.ts', 'extension-data.ts'].map((file) => join(folder, file))
  const source = sources.map((path) => readFileSync(path, 'utf8')).join('')
  const types = [...source.matchAll(/0x[0-9a-f]{8}\b/g)].map(([type]) => type)
  expect(types).toHaveLength(6)
  expect(types.filter((type) => !text.includes(type))).toEqual([])
})
