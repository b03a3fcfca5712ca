import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isNewer } from '../../build/freshness.mjs'

const built = Date.UTC(2026, 0, 1)
let folder = ''

function setTime(path: string, milliseconds: number): void {
  utimesSync(path, milliseconds / 1000, milliseconds / 1000)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-fresh-'))
  mkdirSync(join(folder, 'deep'))
  writeFileSync(join(folder, 'deep/file.ts'), '')
  for (const path of ['deep/file.ts', 'deep', '.']) setTime(join(folder, path), built - 1000)
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('a source folder', () => {
  test('is not newer than a later build', () => {
    expect(isNewer(folder, built)).toBe(false)
  })

  test('is newer when a file deep in it changed', () => {
    setTime(join(folder, 'deep/file.ts'), built + 1000)
    expect(isNewer(folder, built)).toBe(true)
  })

  test('is newer when a file was removed from it', () => {
    rmSync(join(folder, 'deep/file.ts'))
    expect(isNewer(folder, built)).toBe(true)
  })

  test('that does not exist is not newer', () => {
    expect(isNewer(join(folder, 'nothing'), built)).toBe(false)
  })
})
