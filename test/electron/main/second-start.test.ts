import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wholeRequestSchema } from '../../../electron/start/argv.ts'
import {
  fromSent,
  handedOn,
  isRunning,
  requestOnStdin,
  startAgain,
  toSent,
} from '../../../electron/start/second-start.ts'
import { decodeText } from '../../../shared/bytes/text.ts'
import { MAX_PATHS } from '../../../shared/ipc/places.ts'

const CHROMIUM_BYTES = 32 * 1024
const named = (count: number, name: string) =>
  Array.from({ length: count }, (_, at) => `/images/${name}${at}`)

describe('what a start hands to one that runs', () => {
  test('is all that was named, where that is not too much', () => {
    for (const request of [
      { paths: named(MAX_PATHS, 'a') },
      { paths: ['/'.padEnd(4096, 'x')], root: '/mnt' },
    ]) {
      expect(handedOn(request)).toBe(request)
    }
  })

  test.each([
    ['many', MAX_PATHS + 44, 'a'],
    ['long', 300, 'a'.repeat(200)],
    ['Chinese', 300, '镜像'.repeat(40)],
  ])('is the first of %s paths, with how many there are besides', (_, count, name) => {
    const paths = named(count, name)
    const request = handedOn({ paths, root: '/mnt' })
    const taken = request.paths.length
    expect(request).toEqual({
      paths: paths.slice(0, taken),
      root: '/mnt',
      leftOut: count - taken,
    })
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThanOrEqual(MAX_PATHS)
    // Twice at most: in the command line and in the request.
    expect(2 * Buffer.byteLength(request.paths.join('\0'))).toBeLessThan(CHROMIUM_BYTES)
  })
})

test('a start gives the next one all of its paths, with bytes that are no UTF-8', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-again-'))
  const file = join(folder, 'given')
  const keep = `require('fs').writeFileSync(${JSON.stringify(file)}, require('fs').readFileSync(0))`
  const paths = [...named(1000, 'a'), decodeText(Buffer.from('/\xe4', 'latin1')), '/\ufffd']
  expect(startAgain(['-e', `${keep};process.exit(3)`, '--'], { paths })).toBe(3)
  expect(wholeRequestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))).toEqual({ paths })
  expect(requestOnStdin(['/a'])).toBeUndefined()
  rmSync(folder, { recursive: true })
})

test('what is sent through the lock is a byte a character, and comes back as it was', () => {
  const latin1 = decodeText(Buffer.from('/\xe4', 'latin1'))
  const request = { paths: ['/镜像', latin1, '/\ufffd'], root: '/根', leftOut: 3 }
  const sent = toSent(request)
  expect([...sent.paths, sent.root].join('')).toMatch(/^[\0-\xff]+$/)
  expect(fromSent(sent)).toEqual(request)
  expect(fromSent({ paths: [1] })).toBeUndefined()
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
