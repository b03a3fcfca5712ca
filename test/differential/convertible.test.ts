import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { Damaged } from '../helpers/images/damaged-qcow2.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { VHDX_TABLE } from '../helpers/images/edited-vhdx.ts'
import {
  AES_IN_QCOW2,
  createEncrypted,
  LUKS_IN_QCOW2,
  LUKS_VOLUME,
} from '../helpers/images/encrypted-images.ts'
import { checkQcow2 } from '../helpers/images/in-one-go.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

function made(format: string, writes = true): Damaged {
  qemuImg(folder, 'create', '-q', '-f', format, 'made', '8M')
  if (writes) qemuIo(join(folder, 'made'), ['write -P 7 0 1M'], format)
  return new Damaged(join(folder, 'made'))
}

function encrypted(options: readonly string[]): Damaged {
  createEncrypted(folder, options, 'encrypted')
  return new Damaged(readFileSync(join(folder, 'encrypted')), 65_536)
}

/** An image with an entry of its first L2 table changed. */
function entry(change: (value: bigint) => bigint): Damaged {
  const image = made('qcow2')
  image.set(image.l2, change(image.u64(image.l2)))
  return image
}

function bitmap(change: (image: Damaged) => void = () => undefined): Damaged {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'made', '8M')
  qemuImg(folder, 'bitmap', '--add', 'made', 'nightly')
  qemuIo(join(folder, 'made'), ['write -P 7 0 1M'])
  const image = new Damaged(join(folder, 'made'))
  change(image)
  return image
}

const inUse = (image: Damaged) => image.bytes.writeUInt32BE(1, image.bitmapDirectory + 12)
const table = (image: Damaged) => image.offsetAt(image.bitmapDirectory)
const setSize = (image: Damaged, size: number) =>
  image.bytes.writeUInt32BE(size, image.bitmapDirectory + 8)

/** A second bitmap of the first one's name; either may be in use, as its flags say. */
function sameNames(first = 0, second = 0): Damaged {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'made', '8M')
  for (const name of ['nightly', 'morning']) qemuImg(folder, 'bitmap', '--add', 'made', name)
  const image = new Damaged(join(folder, 'made'))
  const { bytes, bitmapDirectory } = image
  const other = bytes.indexOf('morning', bitmapDirectory)
  bytes.write('nightly', other)
  bytes.writeUInt32BE(first, bitmapDirectory + 12)
  bytes.writeUInt32BE(second, other - 12)
  return image
}

const CASES: readonly (readonly [name: string, () => Damaged])[] = [
  ['a sound qcow2', () => made('qcow2')],
  ['a sound VDI', () => made('vdi')],
  ['a sound VHDX', () => made('vhdx')],
  ['LUKS', () => encrypted(LUKS_VOLUME)],
  ['LUKS in qcow2', () => encrypted(LUKS_IN_QCOW2)],
  ['AES', () => encrypted(AES_IN_QCOW2)],
  ['an entry off its cluster', () => entry((value) => value + 512n)],
  ['an entry past the end, which is zeros', () => entry((value) => value + (1n << 30n))],
  ['an entry past the end of any file', () => entry((value) => value | (1n << 55n))],
  ['an entry past the end of any file, off its cluster', () => entry(() => (1n << 56n) - 512n)],
  [
    'an L2 table past the end of any file',
    () => {
      const image = made('qcow2')
      image.flip(image.l1, 1n << 55n)
      return image
    },
  ],
  [
    'an L1 table at the header, whose magic is an entry then',
    () => {
      const image = made('qcow2')
      image.set(40, 0n)
      return image
    },
  ],
  ['an entry with reserved bits, which nobody minds', () => entry((value) => value | (1n << 57n))],
  [
    'the mark of a raw data file, without one',
    () => {
      const image = made('qcow2')
      image.set(88, 2n)
      return image
    },
  ],
  [
    'an L2 table off its cluster',
    () => {
      const image = made('qcow2')
      image.set(image.l1, image.u64(image.l1) + 512n)
      return image
    },
  ],
  [
    'an L2 table that two entries name',
    () => {
      qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'cluster_size=4k', 'made', '8M')
      qemuIo(join(folder, 'made'), ['write -P 7 0 1M'])
      const image = new Damaged(join(folder, 'made'))
      image.set(image.l1 + 8, image.u64(image.l1))
      return image
    },
  ],
  [
    'a block of a VHDX in a state that is none',
    () => {
      const image = made('vhdx')
      image.bytes[VHDX_TABLE] = 4
      return image
    },
  ],
  ['a bitmap', () => bitmap()],
  ['a bitmap with a wrong entry', () => bitmap((image) => image.flip(table(image), 2n))],
  [
    'a bitmap with a wrong entry, in use',
    () =>
      bitmap((image) => {
        inUse(image)
        image.flip(table(image), 2n)
      }),
  ],
  ['a bitmap of a table that is too long', () => bitmap((image) => setSize(image, 2))],
  [
    'a bitmap of a table that is too long, in use',
    () =>
      bitmap((image) => {
        inUse(image)
        setSize(image, 2)
      }),
  ],
  ['two bitmaps of one name', () => sameNames()],
  ['two of one name, the first of which is in use', () => sameNames(1, 0)],
  ['two of one name, the second of which is in use', () => sameNames(0, 1)],
  ['two of one name, both in use', () => sameNames(1, 1)],
  [
    'a bitmap that nobody keeps up',
    () =>
      bitmap((image) => {
        setSize(image, 2)
        image.bytes.writeUInt8(0, 95)
      }),
  ],
]

describe('what qemu-img does not convert to raw, Nova does not take:', () => {
  test.each(CASES)('%s', (_, make) => {
    const { bytes } = make()
    writeFileSync(join(folder, 'image'), bytes)
    const verdict = imageVerdict(memorySource(bytes), { withTables: true })
    const format = verdict.detection.primary
    const { status, stderr } = runQemuImg(folder, [
      ...['convert', '-f', format, '-O', 'raw', 'image', 'raw'],
    ])
    const reasons = verdict.openstack.reasons.map(({ code }) => code)
    expect(verdict.openstack.accepts, `${stderr} ${reasons}`).toBe(status === 0)
  })
})

describe('a bitmap that qemu cannot load', () => {
  test.each([
    ['bitmap table entry', () => bitmap((image) => image.flip(table(image), 2n))],
    ['bitmap table', () => bitmap((image) => setSize(image, 2))],
    ['bitmap', () => sameNames()],
  ])('is a fault in qemu-img’s words, and a corruption: %s', (what, make) => {
    const { bytes } = make()
    writeFileSync(join(folder, 'image'), bytes)
    const { stderr } = runQemuImg(folder, ['info', 'image'])
    const { summary, qcow2 } = inspectImage(memorySource(bytes))
    expect(stderr).toContain(inEnglish(summary.fault)?.message ?? 'a fault')
    expect(summary.virtualSize).toBe(8 << 20)
    expect(qcow2?.bitmaps[0]?.name).toBe('nightly')
    const { corruptions, findings } = checkQcow2(memorySource(bytes))
    expect(corruptions).toBeGreaterThan(0)
    expect(findings).toContainEqual(expect.objectContaining({ kind: 'corruption', what }))
  })
})

test('the length that a table must have is what qemu writes, for every shape', () => {
  for (const cluster of ['512', '4k', '64k', '2M']) {
    for (const [size, granularity] of [
      ['512', '512'],
      ['5000192', '512'],
      ['64M', '4k'],
      ['1G', '64k'],
      ['65M', '512'],
    ] as const) {
      qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', `cluster_size=${cluster}`, 'b', size)
      qemuImg(folder, 'bitmap', '--add', '-g', granularity, 'b', 'one')
      const { summary } = inspectImage(memorySource(readFileSync(join(folder, 'b'))))
      expect(summary.fault, `${cluster} ${size} ${granularity}`).toBeUndefined()
    }
  }
})
