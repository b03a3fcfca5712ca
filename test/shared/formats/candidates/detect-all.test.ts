import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ascii, concat, layOut, u8, u32be, u32le, zeros } from '../../../helpers/bytes/encoders.ts'
import { hostileSource } from '../../../helpers/bytes/hostile-source.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { createEncrypted, LUKS_VOLUME } from '../../../helpers/images/encrypted-images.ts'
import { detectAll } from '../../../helpers/images/in-one-go.ts'
import { cloopHeader } from '../../../helpers/images/qemu-only.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const images = new Map<string, Uint8Array>()

const MADE = ['qcow2', 'qcow', 'vmdk', 'vdi', 'vpc', 'vhdx', 'qed', 'parallels']

beforeAll(() => {
  for (const format of MADE) {
    qemuImg(folder, 'create', '-q', '-f', format, format, '5M')
    images.set(format, readImage(format))
  }
  qemuImg(folder, 'create', '-q', '-f', 'vpc', '-o', 'subformat=fixed', 'fixed', '5M')
  createEncrypted(folder, LUKS_VOLUME, 'luks')
  execFileSync('genisoimage', ['-quiet', '-o', join(folder, 'iso'), join(folder, 'qcow2')])
  for (const name of ['fixed', 'luks', 'iso']) images.set(name, readImage(name))
})

function readImage(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, name)))
}

function image(name: string): Uint8Array {
  const bytes = images.get(name)
  if (bytes === undefined) throw new Error(`no image ${name}`)
  return bytes.slice()
}

/** `bytes` over the image from `offset` on, at its end at the latest. */
function over(name: string, offset: number, bytes: Uint8Array): Uint8Array {
  const whole = image(name)
  whole.set(bytes, offset)
  return whole
}

function candidates(bytes: Uint8Array): string[] {
  return detectAll(memorySource(bytes)).candidates.map(
    ({ format, confidence }) => `${confidence} ${format}`,
  )
}

const SIGNATURE = Uint8Array.of(0x55, 0xaa)
const LINUX_ENTRY = concat(u8(0x80), zeros(3), u8(0x83), zeros(3), u32le(2048), u32le(8192))
const PROTECTIVE_ENTRY = concat(u8(0), Uint8Array.of(0, 2, 0, 0xee), zeros(3), u32le(1), u32le(99))

describe('what a file is', () => {
  test.each([...MADE, 'luks', 'iso'])('%s is that and nothing else', (name) => {
    expect(candidates(image(name))).toEqual([`certain ${name}`])
  })

  test('a fixed VHD is told by its footer alone, with cookie and checksum', () => {
    const { candidates } = detectAll(memorySource(image('fixed')))
    const end = image('fixed').length - 512
    expect(candidates).toMatchObject([
      {
        format: 'vpc',
        confidence: 'certain',
        marks: [
          { offset: end, length: 8, hex: '636f6e6563746978', meaning: 'footer-cookie' },
          { offset: end + 64, length: 4, meaning: 'footer-checksum' },
        ],
      },
    ])
  })

  test('an empty file is raw', () => {
    expect(candidates(new Uint8Array())).toEqual(['weak raw'])
  })

  test('data that nothing speaks for is raw', () => {
    expect(candidates(new Uint8Array(4096).fill(0x61))).toEqual(['weak raw'])
  })

  test('a header that is not sound is still likely one, by its magic', () => {
    expect(candidates(over('qcow2', 20, u32be(99)))).toEqual(['likely qcow2'])
  })

  test('marks say where, how long, what, and the bytes', () => {
    const [first] = detectAll(memorySource(image('qcow2'))).candidates
    expect(first?.marks).toEqual([
      { offset: 0, length: 4, hex: '514649fb', meaning: 'magic' },
      { offset: 4, length: 4, hex: '00000003', meaning: 'version' },
    ])
  })
})

describe('partition tables', () => {
  const disk = (parts: Readonly<Record<number, Uint8Array>>) => layOut(65_536, parts)

  test('of an MBR and of a GPT', () => {
    const header = ascii('EFI PART')
    expect(candidates(disk({ 446: LINUX_ENTRY, 510: SIGNATURE }))).toEqual(['certain mbr'])
    expect(candidates(disk({ 446: PROTECTIVE_ENTRY, 510: SIGNATURE, 512: header }))).toEqual([
      'certain gpt',
    ])
  })

  test('a protective entry without a GPT is likely one', () => {
    expect(candidates(disk({ 446: PROTECTIVE_ENTRY, 510: SIGNATURE }))).toEqual(['likely gpt'])
  })

  test('a text and an empty file are raw, and nothing makes that certain', () => {
    const text = detectAll(memorySource(ascii('a list of names\n'))).candidates
    expect(text).toMatchObject([
      { format: 'raw', confidence: 'weak', marks: [{ meaning: 'no-magic' }] },
    ])
    const empty = detectAll(memorySource(zeros(0))).candidates
    expect(empty).toEqual([{ format: 'raw', confidence: 'weak', marks: [] }])
  })

  test('a signature without entries is weak, and the file raw', () => {
    expect(candidates(disk({ 510: SIGNATURE }))).toEqual(['weak raw', 'weak mbr'])
  })

  test.each([
    ['FAT', { 16: u8(2), 21: u8(0xf8) }],
    ['NTFS', { 3: ascii('NTFS    ') }],
    ['exFAT', { 3: ascii('EXFAT   ') }],
  ])('the boot sector of %s has the signature and is no table', (_, marks) => {
    const { candidates } = detectAll(memorySource(disk({ ...marks, 510: SIGNATURE })))
    expect(candidates).toMatchObject([
      { format: 'raw', confidence: 'likely', marks: [{ meaning: 'file-system-boot-sector' }] },
    ])
  })
})

describe('a file that is several things at once', () => {
  test('an ISO with an MBR and a qcow2 header in its system area', () => {
    const bytes = over('iso', 0, image('qcow2').subarray(0, 512))
    bytes.set(concat(LINUX_ENTRY, zeros(48)), 446)
    bytes.set(SIGNATURE, 510)
    expect(candidates(bytes)).toEqual(['certain qcow2', 'certain iso', 'certain mbr'])
  })

  test('a bootable ISO: image and partition table', () => {
    const bytes = over('iso', 446, concat(LINUX_ENTRY, zeros(48), SIGNATURE))
    expect(candidates(bytes)).toEqual(['certain iso', 'certain mbr'])
  })

  test('a VHD footer behind a qcow2 image', () => {
    const footer = image('fixed').subarray(-512)
    expect(candidates(concat(image('qcow2'), footer))).toEqual(['certain qcow2', 'certain vpc'])
  })

  test('a footer whose checksum is wrong is weak', () => {
    const bytes = over('fixed', image('fixed').length - 1, u8(1))
    expect(candidates(bytes)).toEqual(['weak raw', 'weak vpc'])
  })

  test('a VDI signature behind a qcow2 magic', () => {
    expect(candidates(over('qcow2', 0x40, u32le(0xbeda107f)))).toContain('likely vdi')
  })

  test('a GPT in a fixed VHD is the guest’s own', () => {
    const bytes = over(
      'fixed',
      446,
      concat(PROTECTIVE_ENTRY, zeros(48), SIGNATURE, ascii('EFI PART')),
    )
    expect(candidates(bytes)).toEqual(['certain vpc', 'certain gpt'])
  })

  test('a text that OpenStack takes for a VMDK descriptor and qemu does not', () => {
    const text = ascii('encoding="UTF-8"\ncreateType="monolithicSparse"\n', 512).fill(0x20, 47)
    const { candidates } = detectAll(memorySource(text))
    expect(candidates).toMatchObject([
      { format: 'raw', confidence: 'weak' },
      { format: 'vmdk', confidence: 'weak', marks: [{ offset: 17, meaning: 'create-type' }] },
    ])
  })

  test('raw data whose trailer is that of Apple’s images, which qemu opens by their name', () => {
    const trailer = concat(ascii('koly'), u32be(4), u32be(512))
    const source = memorySource(layOut(65_536, { [65_536 - 512]: trailer }))
    const { primary, candidates } = detectAll(source)
    expect(primary).toBe('raw')
    expect(candidates.map((candidate) => candidate.format)).toEqual(['raw', 'dmg'])
  })

  test('a volume of a CD and cloop, whose script stands where a CD has nothing', () => {
    const bytes = image('iso')
    bytes.set(cloopHeader().subarray(0, 1024))
    expect(candidates(bytes)).toEqual(['certain cloop', 'certain iso'])
  })
})

test('a few small reads are all that it takes, whatever the file’s size', () => {
  const source = hostileSource(image('iso'), 2 ** 45)
  detectAll(source)
  expect(source.reads()).toBeLessThanOrEqual(12)
  expect(source.bytesRead()).toBeLessThanOrEqual(16_384)
})
