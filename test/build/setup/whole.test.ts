import { chmodSync, mkdirSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isWhole, recordSizes } from '../../../build/setup/whole.mjs'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

/** A runtime as it is put together: an executable and what belongs to it, also in a folder. */
function runtime(): string {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'resources'))
  writeFileSync(join(folder, 'electron'), 'an executable', { mode: 0o755 })
  writeFileSync(join(folder, 'snapshot_blob.bin'), 'a snapshot')
  writeFileSync(join(folder, 'resources/default_app.asar'), 'an app')
  return folder
}

test('a runtime is whole as it was written down, and where nothing was', () => {
  const folder = runtime()
  expect(isWhole(folder)).toBe(true)
  recordSizes(folder)
  expect(isWhole(folder)).toBe(true)
  expect(isWhole(join(folder, 'none'))).toBe(false)
})

test.each([
  ['the executable is empty', (at: string) => truncateSync(join(at, 'electron'), 0)],
  ['the executable is cut', (at: string) => truncateSync(join(at, 'electron'), 5)],
  ['the executable may not be run', (at: string) => chmodSync(join(at, 'electron'), 0o644)],
  ['a file is gone', (at: string) => unlinkSync(join(at, 'snapshot_blob.bin'))],
  [
    'a file in a folder is cut',
    (at: string) => truncateSync(join(at, 'resources/default_app.asar'), 1),
  ],
  ['what was written down is cut', (at: string) => truncateSync(join(at, 'file-sizes.json'), 9)],
])('it is not where %s', (_, damage) => {
  const folder = runtime()
  recordSizes(folder)
  damage(folder)
  expect(isWhole(folder)).toBe(false)
})

test('of one of which nothing was written down the executable tells', () => {
  const folder = runtime()
  truncateSync(join(folder, 'electron'), 0)
  expect(isWhole(folder)).toBe(false)
})
