import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FormatError } from '../../shared/bytes/errors.ts'
import { plainEnglish } from '../../shared/phrases/english.ts'
import { Damaged, damage, tableEntries } from '../helpers/images/damaged-qcow2.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { makeCheckMatrix, ownCheck, qemuImgCheck } from './check-images.ts'

const folder = temporaryFolder()
const matrix = makeCheckMatrix(folder, 20263)

function nameOf(title: string): string {
  const found = matrix.find((entry) => entry.title === title)
  if (found === undefined) throw new Error(`no image ${title}`)
  return found.name
}

/** Writes a damaged image and compares every key and the exit code with qemu-img's. */
function compare(image: Damaged, name = 'damaged.qcow2'): number {
  writeFileSync(join(folder, name), image.bytes)
  const theirs = qemuImgCheck(folder, { title: name, name })
  const { result, status } = ownCheck(image.bytes, name)
  expect(result, theirs.stderr).toEqual(theirs.result)
  expect(status).toBe(theirs.status)
  return status
}

describe('the check of a sound image is qemu-img’s', () => {
  test.each(matrix)('$title', (image) => {
    const theirs = qemuImgCheck(folder, image)
    const { result, status, check } = ownCheck(readFileSync(join(folder, image.name)), image.name)
    expect(theirs.status, theirs.stderr).toBe(0)
    expect(result).toEqual(theirs.result)
    expect(status).toBe(0)
    expect([check.findings, check.beyondEnd]).toEqual([[], []])
  })
})

type Patch = (image: Damaged) => void
const COPIED = 1n << 63n

const DAMAGES: readonly (readonly [string, number, string, Patch])[] = [
  ['a refcount too high', 3, 'overlay', (image) => image.flip(image.refcountBlock, 2n)],
  ['a refcount too low', 2, 'overlay', (image) => image.set(image.refcountBlock, 0n)],
  ['no refcount table by the header', 2, 'overlay', (image) => image.set(56, 0n)],
  ['no refcount block', 2, 'overlay', (image) => image.set(image.refcountTable, 0n)],
  [
    'a block beyond the end',
    2,
    'overlay',
    (image) => image.set(image.refcountTable + 8, 1n << 40n),
  ],
  [
    'a block that is the refcount table',
    2,
    'overlay',
    (image) => image.set(image.refcountTable + 8, BigInt(image.refcountTable)),
  ],
  [
    'a block twice',
    2,
    'overlay',
    (image) => {
      image.set(image.refcountTable + 8, image.u64(image.refcountTable))
    },
  ],
  [
    'reserved bits of the refcount table',
    2,
    'overlay',
    (image) => image.flip(image.refcountTable, 4n),
  ],
  ['an unaligned refcount block', 1, 'overlay', (image) => image.flip(image.refcountTable, 512n)],
  ['the copied flag of L1 cleared', 2, 'overlay', (image) => image.flip(image.l1, COPIED)],
  ['reserved bits of L1', 2, 'overlay', (image) => image.flip(image.l1, 0x41n)],
  ['an unaligned L2 table', 2, 'overlay', (image) => image.flip(image.l1, 512n)],
  [
    'an L2 table beyond the end',
    2,
    'overlay',
    (image) => image.set(image.l1, COPIED | (1n << 44n)),
  ],
  ['an L1 entry of flags alone', 2, 'overlay', (image) => image.set(image.l1, COPIED)],
  [
    'a table in two L1 entries',
    2,
    '1.1, clusters of 512',
    (image) => image.set(image.l1 + 8, image.u64(image.l1)),
  ],
  ['an L1 table beyond the end', 2, 'overlay', (image) => image.set(40, 1n << 40n)],
  ['a copied flag of L2', 2, 'full preallocation', (image) => image.flip(image.l2, COPIED)],
  [
    'reserved bits of L2',
    2,
    'full preallocation',
    (image) => image.flip(image.l2, (1n << 60n) | 2n),
  ],
  [
    'a host cluster twice',
    2,
    'full preallocation',
    (image) => {
      image.set(image.l2, image.u64(image.l2 + 8))
    },
  ],
  ['an unaligned data cluster', 2, 'full preallocation', (image) => image.flip(image.l2, 512n)],
  ['an unaligned zero cluster', 2, 'full preallocation', (image) => image.flip(image.l2, 513n)],
  [
    'data far beyond the end',
    2,
    'full preallocation',
    (image) => {
      image.set(image.l2, COPIED | (1n << 50n))
    },
  ],
  [
    'data at the end',
    2,
    'full preallocation',
    (image) => {
      image.set(image.l2, COPIED | BigInt(image.bytes.length))
    },
  ],
  [
    'a compressed cluster with the copied flag',
    2,
    'full preallocation',
    (image) => {
      image.flip(image.l2, 1n << 62n)
    },
  ],
  [
    'subclusters that are both',
    2,
    'extended L2',
    (image) => image.set(image.l2 + 8, (1n << 32n) | 1n),
  ],
  [
    'a compressed cluster beside a data file',
    2,
    'data file with preallocated metadata',
    (image) => {
      image.set(image.l2 + 8, 1n << 62n)
    },
  ],
  [
    'a data file’s entry without the flag',
    2,
    'data file with preallocated metadata',
    (image) => {
      image.flip(image.l2 + 8, COPIED)
    },
  ],
  [
    'an unaligned L1 of a snapshot',
    2,
    'refcounts of 16 bits',
    (image) => image.flip(image.snapshots, 512n),
  ],
  [
    'an L1 of a snapshot whose offset is no exact number, and not aligned',
    2,
    'refcounts of 16 bits',
    (image) => image.set(image.snapshots, 0x514649fb00000003n),
  ],
  [
    'a huge L1 of a snapshot',
    2,
    'refcounts of 16 bits',
    (image) => {
      image.bytes.writeUInt32BE(5_000_000, image.snapshots + 8)
    },
  ],
  ['snapshots beyond the end', 2, 'refcounts of 16 bits', (image) => image.set(64, 1n << 40n)],
  ['snapshots at 2^53', 2, 'refcounts of 16 bits', (image) => image.set(64, 1n << 53n)],
  [
    'many snapshots where an offset is exact to the KiB',
    2,
    'refcounts of 16 bits',
    (image) => {
      image.set(64, (1n << 62n) + (1n << 21n))
      image.bytes.writeUInt32BE(2000, 60)
    },
  ],
  ['an L1 table at 2^53', 2, 'overlay', (image) => image.set(40, 1n << 53n)],
  ['an L1 table at 2^62', 2, 'overlay', (image) => image.set(40, 1n << 62n)],
  ['a refcount table at 2^53', 2, 'overlay', (image) => image.set(48, 1n << 53n)],
  ['a refcount table at 2^62', 2, 'overlay', (image) => image.set(48, 1n << 62n)],
  [
    'more snapshots than there are',
    2,
    'refcounts of 16 bits',
    (image) => image.bytes.writeUInt32BE(9, 60),
  ],
  [
    'bitmaps without their autoclear bit',
    3,
    'bitmaps of three granularities',
    (image) => image.flip(88, 1n),
  ],
  [
    'a bitmap table beyond the end',
    2,
    'bitmaps of three granularities',
    (image) => {
      image.set(image.bitmapDirectory, 1n << 40n)
    },
  ],
]

describe('the check of a damaged image is qemu-img’s, with its exit code', () => {
  test.each(DAMAGES)('%s: %i', (_, status, title, patch) => {
    const image = new Damaged(join(folder, nameOf(title)))
    patch(image)
    expect(compare(image)).toBe(status)
  })

  test.each(matrix.filter(({ title }) => title !== 'luks' && !title.includes('bitmaps')))(
    'random damage: $title',
    ({ name }) => {
      const random = new SeededRandom(name.length + Number(/\d+/.exec(name)?.[0]))
      for (let round = 0; round < 12; round += 1) {
        const image = new Damaged(join(folder, name))
        const places = tableEntries(image, random)
        for (let count = random.below(3); count >= 0; count -= 1) damage(image, places, random)
        compareOrRefuse(image)
      }
    },
  )
})

/** qemu-img has no result when the snapshot table is over its limits; neither have we. */
function compareOrRefuse(image: Damaged): void {
  const name = 'random.qcow2'
  writeFileSync(join(folder, name), image.bytes)
  const theirs = qemuImgCheck(folder, { title: name, name })
  if (theirs.result === undefined) {
    expect(() => ownCheck(image.bytes, name), theirs.stderr).toThrow(FormatError)
    return
  }
  expect(ownCheck(image.bytes, name).result, theirs.stderr).toEqual(theirs.result)
}

test('a damaged entry of the refcount table is told to the bit, as qemu-img tells it', () => {
  const image = new Damaged(join(folder, nameOf('overlay')))
  image.set(image.refcountTable, 0xffff_ffff_ffff_fe00n)
  writeFileSync(join(folder, 'bits.qcow2'), image.bytes)
  const theirs = runQemuImg(folder, ['check', 'bits.qcow2'])
  expect(theirs.stderr).toContain('Refblock offset 0xfffffffffffffe00 unaligned')
  const { check } = ownCheck(image.bytes, 'bits.qcow2')
  const found = check.findings.filter(({ what }) => what === 'refcount table entry')
  expect(found.map((one) => plainEnglish(one.found))).toContain('0xfffffffffffffe00')
})

describe('where qemu-img says nothing', () => {
  test('it refuses an encrypted image without its key, though the check reads no guest data', () => {
    const { status, stderr, result } = qemuImgCheck(folder, { title: '', name: 'luks.qcow2' })
    expect([status, result]).toEqual([1, undefined])
    expect(stderr).toContain('encrypt.key-secret')
    expect(ownCheck(readFileSync(join(folder, 'luks.qcow2')), 'luks.qcow2').status).toBe(0)
  })

  test('it refuses an overlay whose backing file is gone, though the check does not read it', () => {
    qemuImg(folder, 'create', '-q', '-u', '-f', 'qcow2', '-b', 'gone', '-F', 'raw', 'o.qcow2', '1M')
    expect(qemuImgCheck(folder, { title: '', name: 'o.qcow2' }).result).toBeUndefined()
    expect(ownCheck(readFileSync(join(folder, 'o.qcow2')), 'o.qcow2').status).toBe(0)
  })

  test('it cannot open an image with a broken bitmap; to us that is a corruption to be named', () => {
    const image = new Damaged(join(folder, nameOf('bitmaps of three granularities')))
    const table = image.offsetAt(image.bitmapDirectory)
    image.flip(table, 2n)
    writeFileSync(join(folder, 'damaged.qcow2'), image.bytes)
    const theirs = qemuImgCheck(folder, { title: '', name: 'damaged.qcow2' })
    expect(theirs.result).toBeUndefined()
    expect(theirs.stderr).toContain('Could not read bitmap_table')
    const { check, status } = ownCheck(image.bytes, '')
    expect(status).toBe(2)
    expect(check.findings).toContainEqual(
      expect.objectContaining({ kind: 'corruption', what: 'bitmap table entry', offset: table }),
    )
  })

  test('it does not say that a bitmap is in use', () => {
    const image = new Damaged(join(folder, nameOf('bitmaps of three granularities')))
    image.bytes.writeUInt8(
      (image.bytes[image.bitmapDirectory + 15] ?? 0) | 1,
      image.bitmapDirectory + 15,
    )
    expect(compare(image)).toBe(0)
    const { check } = ownCheck(image.bytes, '')
    expect(check.findings).toEqual([expect.objectContaining({ kind: 'note', what: 'bitmap' })])
    expect(check.bitmaps.map(({ inUse }) => inUse)).toEqual([true, false, false])
  })

  test('it counts what a truncated image lacks as corruptions and leaks, and names nothing', () => {
    const image = new Damaged(join(folder, nameOf('overlay')))
    const cut = image.bytes.subarray(0, image.l2 + 512)
    writeFileSync(join(folder, 'cut.qcow2'), cut)
    const theirs = qemuImgCheck(folder, { title: '', name: 'cut.qcow2' })
    const { check, result } = ownCheck(cut, 'cut.qcow2')
    expect(result).toEqual(theirs.result)
    expect(check.beyondEnd[0]).toMatchObject({
      code: 'truncated',
      what: 'L2 table',
      offset: image.l2,
    })
    expect(check.beyondEndCount).toBe(1)
    const later = ownCheck(image.bytes.subarray(0, image.l2 + 2 * image.clusterSize), '').check
    expect(later.beyondEndCount).toBeGreaterThan(1)
    expect(new Set(later.beyondEnd.map(({ what }) => what))).toEqual(new Set(['data cluster']))
  })

  test('the end of a file is told to the byte, wherever it was cut', () => {
    const image = new Damaged(join(folder, nameOf('overlay')))
    const cut = image.bytes.subarray(0, image.l2 - image.clusterSize + 160)
    writeFileSync(join(folder, 'cut-in-sector.qcow2'), cut)
    const { check, result } = ownCheck(cut, 'cut-in-sector.qcow2')
    expect(result).toEqual(qemuImgCheck(folder, { title: '', name: 'cut-in-sector.qcow2' }).result)
    const ends = [...check.findings, ...check.beyondEnd].flatMap(({ expected }) => {
      return /(?:end at|ends by) (\d+)/.exec(plainEnglish(expected))?.slice(1) ?? []
    })
    expect(ends.length).toBeGreaterThan(1)
    expect([...new Set(ends)]).toEqual([String(cut.length)])
  })

  test('it has no check for raw images, and says so with 63', () => {
    expect(runQemuImg(folder, ['check', '-f', 'raw', 'base.raw']).status).toBe(63)
  })
})
