import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseOpenRequest } from '../../../electron/argv.ts'
import { fewerArguments, isRunning } from '../../../electron/second-start.ts'
import { MAX_PATHS } from '../../../shared/ipc/contract.ts'

const CHROMIUM_BYTES = 32 * 1024
const named = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => `/images/${name}${at}`)

describe('what a start hands to one that runs', () => {
  test('is all that was named, where that is not too much', () => {
    expect(fewerArguments({ paths: named(MAX_PATHS, 'a') })).toBeUndefined()
    expect(fewerArguments({ paths: ['/'.padEnd(4096, 'x')], root: '/mnt' })).toBeUndefined()
  })

  test.each([
    ['many', MAX_PATHS + 44, 'a'],
    ['long', 300, 'a'.repeat(200)],
    ['Chinese', 300, '镜像'.repeat(40)],
  ])('is the first of %s paths, with how many there are besides', (_, count, name) => {
    const paths = named(count, name)
    const args = fewerArguments({ paths, root: '/mnt' }) ?? []
    const request = parseOpenRequest(args, '/elsewhere')
    const taken = request.paths.length
    expect(request).toEqual({
      paths: paths.slice(0, taken),
      root: '/mnt',
      leftOut: count - taken,
    })
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThanOrEqual(MAX_PATHS)
    // Twice at most: UTF-8 in the command line, and in the request UTF-16.
    const sent = Buffer.byteLength(args.join('\0')) + Buffer.byteLength(args.join('\0'), 'utf16le')
    expect(sent).toBeLessThan(CHROMIUM_BYTES)
  })
})

test('an app runs where its lock is of a process that is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-lock-'))
  expect(isRunning(folder)).toBe(false)
  symlinkSync(`host-${process.pid}`, join(folder, 'SingletonLock'))
  expect(isRunning(folder)).toBe(true)
  rmSync(join(folder, 'SingletonLock'))
  symlinkSync('host-99999999', join(folder, 'SingletonLock'))
  expect(isRunning(folder)).toBe(false)
  rmSync(folder, { recursive: true })
})
