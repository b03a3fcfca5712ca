import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { ensureCache, workFolder } from '../../../build/setup/cache.mjs'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'

afterEach(() => vi.unstubAllEnvs())

test('a cache that cannot be made says what to do', () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  vi.stubEnv('XDG_CACHE_HOME', file)
  expect(() => ensureCache()).toThrow(/cannot be kept: .*Set XDG_CACHE_HOME to a folder/)
})

test('what an interrupted run has left is removed once none can work on it still, and nothing else', () => {
  vi.stubEnv('XDG_CACHE_HOME', temporaryFolder())
  const old = new Date(Date.now() - 24 * 3_600_000)
  for (const name of ['assembling-old', 'assembling-new', 'electron-old'])
    mkdirSync(join(ensureCache(), name))
  for (const name of ['assembling-old', 'electron-old'])
    utimesSync(join(ensureCache(), name), old, old)
  const made = basename(workFolder())
  expect(readdirSync(ensureCache()).sort()).toEqual([made, 'assembling-new', 'electron-old'].sort())
})
