import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import { probeImage } from '../../../shared/formats/probe.ts'
import { qemuInfo } from '../../../shared/report/qemu/qemu-info.ts'
import { qemuInfoLines } from '../../../shared/report/qemu/qemu-info-text.ts'
import { hostileSource } from '../../helpers/bytes/hostile-source.ts'
import { qemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const FORMATS = ['qcow2', 'vmdk', 'vdi', 'vpc', 'vhdx', 'qed', 'parallels', 'qcow'] as const
/** Everything before this offset may be changed: all that a header reader looks at, and more. */
const HEAD = 4096
/** Bytes of a file that are kept: VHDX has its metadata at 2 MiB. */
const KEPT = 3 * 1024 * 1024
const seeds: Uint8Array[] = []

beforeAll(() => {
  for (const format of FORMATS) {
    const path = join(folder, format)
    qemuImg(folder, 'create', '-q', '-f', format, path, '5M')
    if (format === 'qcow2') {
      qemuImg(folder, 'snapshot', '-c', 'one', path)
      qemuImg(folder, 'bitmap', '--add', path, 'b')
      qemuImg(folder, 'rebase', '-u', '-b', 'base', '-F', 'raw', path)
    }
    seeds.push(new Uint8Array(readFileSync(path).subarray(0, KEPT)))
  }
})

/** Looks at an image in every way, and that is all: whatever it holds must come out as a result. */
function look(bytes: Uint8Array, claimed = bytes.length): void {
  const source = hostileSource(bytes, claimed)
  const summary = probeImage(source)
  const details = inspectImage(source)
  expect(details.summary.format).toBe(summary.format)
  if (summary.fault !== undefined) {
    expect(details.summary.fault?.code).toBe(summary.fault.code)
    // Of a file that became shorter after it was looked at, each says where it missed the first byte.
    if (claimed === bytes.length) expect(details.summary.fault).toEqual(summary.fault)
  }
  const info = qemuInfo({ displayPath: 'x', length: claimed, allocated: 0, details })
  expect([...qemuInfoLines(info)].join('')).toContain(`file format: ${info.format}`)
  // Tables are read at most once, and never more than the limits allow for what is there.
  expect(source.bytesRead()).toBeLessThan(4 * KEPT + 1024 * 1024)
}

const seed = fc.nat({ max: FORMATS.length - 1 })

test('any bytes at all', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 700 }), (bytes) => look(bytes)))
})

test('an image cut anywhere, whether or not its length says so', () => {
  fc.assert(
    fc.property(seed, fc.nat({ max: KEPT }), fc.boolean(), (index, length, told) => {
      const bytes = seeds[index] ?? new Uint8Array()
      look(bytes.subarray(0, length), told ? Math.min(length, bytes.length) : bytes.length)
    }),
    { numRuns: 400, examples: [[0, 136, false]] },
  )
})

test('an image with bytes changed in its header', () => {
  const change = fc.tuple(fc.nat({ max: 600 }), fc.nat({ max: 255 }))
  fc.assert(
    fc.property(seed, fc.array(change, { minLength: 1, maxLength: 12 }), (index, changes) => {
      const bytes = (seeds[index] ?? new Uint8Array()).slice()
      for (const [at, value] of changes) bytes[at] = value
      look(bytes)
    }),
    { numRuns: 600 },
  )
})

test('an image with a 32-bit word of its structures set to an extreme', () => {
  const extreme = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 65_536, 4096)
  fc.assert(
    fc.property(
      seed,
      fc.nat({ max: HEAD / 4 - 1 }),
      extreme,
      fc.boolean(),
      (index, word, value, le) => {
        const bytes = (seeds[index] ?? new Uint8Array()).slice()
        new DataView(bytes.buffer).setUint32((word * 4) % (bytes.length - 3), value, le)
        look(bytes)
      },
    ),
    { numRuns: 600 },
  )
})
