import { expect, test } from 'vitest'
import { isLocked } from '../../../shared/files/locks.ts'

// As the kernel printed it beside a qemu-io that had an image open.
const TEXT = `1: OFDLCK ADVISORY  READ -1 fe:00:3149288 203 203
2: OFDLCK ADVISORY  READ -1 fe:00:3149288 100 101
3: POSIX  ADVISORY  WRITE 4711 00:1a:11 0 EOF
4: FLOCK  ADVISORY  WRITE 12 103:100001:12 0 EOF
4: -> OFDLCK ADVISORY  READ -1 fe:00:77 100 101
`
/** Numbers of a device as stat(2) packs them. */
const dev = (major: bigint, minor: bigint): bigint =>
  ((major & 0xfffn) << 8n) | ((major >> 12n) << 44n) | (minor & 0xffn) | ((minor >> 8n) << 20n)

test.each([
  ['the byte is in the range', { dev: dev(0xfen, 0n), ino: 3_149_288n }, 101, true],
  ['it is behind it', { dev: dev(0xfen, 0n), ino: 3_149_288n }, 102, false],
  ['the lock reaches to the end', { dev: dev(0n, 0x1an), ino: 11n }, 101, true],
  ['numbers of the device are large', { dev: dev(0x103n, 0x100001n), ino: 12n }, 101, true],
  ['the file is on another device', { dev: dev(0xfdn, 0n), ino: 3_149_288n }, 101, false],
  ['it is another file', { dev: dev(0xfen, 0n), ino: 3_149_289n }, 101, false],
  ['a program only waits for it', { dev: dev(0xfen, 0n), ino: 77n }, 101, false],
])('a byte is locked, or not, where %s', (_, file, byte, expected) => {
  expect(isLocked(TEXT, file, byte)).toBe(expected)
})

test('text of another shape tells of no lock', () => {
  expect(isLocked('', { dev: 1n, ino: 1n }, 101)).toBe(false)
  expect(isLocked('1: x\n\n2: a b c d e f g', { dev: 1n, ino: 1n }, 101)).toBe(false)
})
