import { describe, expect, test } from 'vitest'
import { DESCRIPTOR, footer, sparse } from '../../../differential/hostile-vmdk.ts'
import { ascii, u8 } from '../../../helpers/bytes/encoders.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { checkOf, made } from './images.ts'

const folder = temporaryFolder()
const withLine = (line: string) => sparse({ descriptor: `${DESCRIPTOR}${line}\n` })
const ALL = ['vmdk-create-type', 'vmdk-descriptor', 'vmdk-extents', 'vmdk-footer'] as const

describe('a VMDK whose data is all in it', () => {
  test.each(['monolithicSparse', 'streamOptimized'])('%s passes', (subformat) => {
    const bytes = made(folder, ['vmdk', '-o', `subformat=${subformat}`])
    const states = ALL.map((code) => checkOf(code, bytes).state)
    expect(states).toEqual(['pass', 'pass', 'pass', 'not-applicable'])
  })

  test('a footer that agrees with its header passes', () => {
    expect(checkOf('vmdk-footer', sparse({ footer: footer() })).state).toBe('pass')
  })
})

describe('a VMDK whose data is in other files', () => {
  test('monolithicFlat: a text that names its extent', () => {
    const bytes = made(folder, ['vmdk', '-o', 'subformat=monolithicFlat'])
    expect(checkOf('vmdk-create-type', bytes)).toMatchObject({
      state: 'fail',
      params: { type: 'monolithicFlat', reason: 'type' },
    })
    expect(checkOf('vmdk-extents', bytes)).toMatchObject({
      state: 'fail',
      params: { reason: 'other-file', type: 'FLAT' },
    })
  })

  test.each([
    'RW 2048 FLAT "/etc/passwd" 0',
    '\t RW 2048 FLAT "../../etc/passwd" 0',
    'RW\t2048\tFLAT\t"/etc/passwd"\t0',
    'rdonly 2048 sparse "/etc/passwd"',
    'RW 2048 SPARSE "C:\\\\secret.vmdk"',
  ])('%j names a path', (line) => {
    const found = checkOf('vmdk-extents', withLine(line))
    expect(found).toMatchObject({ state: 'fail', params: { reason: 'path' } })
    expect(found.evidence).toMatchObject({
      offset: 512 + DESCRIPTOR.length,
      text: line.trim(),
    })
  })

  test('a second create type counts as much as the first', () => {
    expect(checkOf('vmdk-create-type', withLine('createType="vmfs"'))).toMatchObject({
      state: 'fail',
      params: { type: 'vmfs' },
    })
  })
})

describe('a VMDK that is not put together rightly', () => {
  test.each([
    ['vmdk-create-type', 'none', sparse({ descriptor: 'version=1\nRW 1 SPARSE "x"\n' })],
    ['vmdk-extents', 'no-type', withLine('RW 2048')],
    ['vmdk-extents', 'none', sparse({ descriptor: 'version=1\ncreateType="monolithicSparse"\n' })],
    ['vmdk-descriptor', 'none', sparse({ descriptor: '' })],
    ['vmdk-descriptor', 'none', sparse({ sectors: 2 ** 40 })],
    ['vmdk-descriptor', 'place', sparse({ sector: 2 })],
    ['vmdk-footer', 'none', sparse({ footer: new Uint8Array() }).subarray(0, 1024)],
    ['vmdk-footer', 'signature', sparse({ footer: footer({ 512: ascii('MDKV') }) })],
    ['vmdk-footer', 'version', sparse({ footer: footer({}, { version: 2 }) })],
    ['vmdk-footer', 'descriptor', sparse({ footer: footer({}, { sector: 2 }) })],
    ['vmdk-footer', 'second-footer', sparse({ footer: footer({}, { footer: new Uint8Array() }) })],
    ['vmdk-footer', 'marker', sparse({ footer: footer({ 12: u8(9) }) })],
    ['vmdk-footer', 'end-of-stream', sparse({ footer: footer({ 1500: u8(1) }) })],
  ] as const)('%s: %s', (code, reason, bytes) => {
    expect(checkOf(code, bytes)).toMatchObject({ state: 'fail', params: { reason } })
  })

  test('a line that nobody understands is a warning, with its place', () => {
    expect(checkOf('vmdk-descriptor', withLine('what is this'))).toMatchObject({
      state: 'warning',
      params: { line: 'what is this' },
      evidence: { offset: 512 + DESCRIPTOR.length },
    })
  })

  test('a version that nobody has defined is a warning', () => {
    expect(checkOf('vmdk-descriptor', sparse({ version: 0 }))).toMatchObject({
      state: 'warning',
      params: { reason: 'version', version: 0 },
      evidence: { offset: 4 },
    })
    expect(checkOf('vmdk-descriptor', sparse({ version: 3 })).state).toBe('pass')
  })

  test('a megabyte of blanks is read in time that grows with it', () => {
    const bytes = sparse({ sectors: 2047, size: 2 << 20, descriptor: ' '.repeat(1_000_000) })
    expect(checkOf('vmdk-extents', bytes).params).toMatchObject({ reason: 'none' })
  })
})
