import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, test } from 'vitest'
import { ascii, u32be, u32le, u64be, u64le } from '../helpers/bytes/encoders.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { expectAsQemuImg } from './edited-header.ts'

const folder = temporaryFolder()

interface Edit {
  readonly format: 'qed' | 'qcow' | 'qcow2' | 'parallels'
  readonly name: string
  readonly offset: number
  readonly bytes: Uint8Array
  /** The image names a backing file. */
  readonly backed?: true
}

type Row = readonly [name: string, offset: number, bytes: Uint8Array]

const QED = edits('qed', [
  ['clusters of 0', 4, u32le(0)],
  ['clusters of 5000', 4, u32le(5000)],
  ['clusters of 128 MiB', 4, u32le(1 << 27)],
  ['tables of 0', 8, u32le(0)],
  ['tables of 1', 8, u32le(1)],
  ['tables of 3', 8, u32le(3)],
  ['tables of 32', 8, u32le(32)],
  ['a header of 0 clusters', 12, u32le(0)],
  ['unknown features', 16, u64le(0x18)],
  ['the bit for a check', 16, u64le(2)],
  ['the bit against probing alone', 16, u64le(4)],
  ['unknown compatible features', 24, u64le(1)],
  ['unknown autoclear features', 32, u64le(1)],
  ['a table at no cluster', 40, u64le(65_537)],
  ['a table beyond the end', 40, u64le(2 ** 40)],
  ['a table at 2^63', 40, u64le(2n ** 63n)],
  ['a table at 0', 40, u64le(0)],
  ['a size of 1000', 48, u64le(1000)],
  ['a size of 0', 48, u64le(0)],
  ['a size of 64 TiB', 48, u64le(2 ** 46)],
  ['a size of 2^62', 48, u64le(2n ** 62n)],
])

const QED_BACKED: readonly Edit[] = [
  edit('qed', 'a name outside of the header', 56, u32le(70_000)),
  edit('qed', 'a name of 2000 bytes', 60, u32le(2000)),
  edit('qed', 'a name of 0 bytes', 60, u32le(0)),
  edit('qed', 'a name and no bit', 16, u64le(0)),
].map((one) => ({ ...one, backed: true }))

const QCOW = edits('qcow', [
  ['a size of 1', 24, u64be(1)],
  ['a size of 1000', 24, u64be(1000)],
  ['a size of 2^50', 24, u64be(2n ** 50n)],
  ['a size of 2^64 - 1', 24, u64be(2n ** 64n - 1n)],
  ['clusters of 2^8', 32, Uint8Array.of(8)],
  ['clusters of 2^17', 32, Uint8Array.of(17)],
  ['tables of 2^5', 33, Uint8Array.of(5)],
  ['tables of 2^14', 33, Uint8Array.of(14)],
  ['another encryption', 36, u32be(2)],
  ['a table beyond the end', 40, u64be(2n ** 50n)],
  ['a table that ends by the end of the longest file', 40, u64be(2n ** 63n - 2n ** 30n - 24n)],
  ['a table that ends after that', 40, u64be(2n ** 63n - 2n ** 30n - 16n)],
  ['a table beyond that', 40, u64be(2n ** 64n - 2n ** 32n)],
  ['a name of 0 bytes beyond the end', 8, u64be(2n ** 33n)],
  ['a name of 0 bytes at the end of the longest file', 8, u64be(2n ** 63n - 2n ** 30n)],
  ['a name of 0 bytes after that', 8, u64be(2n ** 63n - 2n ** 30n + 1n)],
  ['a name of 0 bytes beyond that', 8, u64be(2n ** 64n - 1n)],
])

const QCOW_BACKED: readonly Edit[] = [
  { ...edit('qcow', 'a name of 1024 bytes', 16, u32be(1024)), backed: true },
  { ...edit('qcow', 'a name of 0 bytes', 16, u32be(0)), backed: true },
]

/** Where the longest file ends. */
const END = 2n ** 63n - 2n ** 30n

const QCOW2 = edits('qcow2', [
  ['an L1 table at 2^53', 40, u64be(2n ** 53n)],
  ['an L1 table that ends by the end of the longest file', 40, u64be(END - 2n ** 16n)],
  ['an L1 table after that', 40, u64be(END)],
  ['a refcount table at 2^53', 48, u64be(2n ** 53n)],
  ['a refcount table that ends by the end of the longest file', 48, u64be(END - 2n ** 16n)],
  ['a refcount table after that', 48, u64be(END)],
  ['no snapshot at 2^53', 64, u64be(2n ** 53n)],
  ['no snapshot after the longest file', 64, u64be(END)],
])

const PARALLELS = edits('parallels', [
  ['clusters of 0', 28, u32le(0)],
  ['clusters of 17 sectors', 28, u32le(17)],
  ['clusters of 2 GiB', 28, u32le(Math.floor(0x7fffffff / 513) + 1)],
  ['no entry', 32, u32le(0)],
  ['100,000 entries', 32, u32le(100_000)],
  ['2^29 entries', 32, u32le(2 ** 29)],
  ['no sector', 36, u64le(0)],
  ['the mark of an open disk', 44, u32le(0x746f6e59)],
  ['data in sector 1', 48, u32le(1)],
  ['an extension that is none', 56, u64le(1)],
  ['an extension beyond the end', 56, u64le(1000)],
  ['the older magic', 0, ascii('WithoutFreeSpace')],
])

function edit(format: Edit['format'], name: string, offset: number, bytes: Uint8Array): Edit {
  return { format, name, offset, bytes }
}

function edits(format: Edit['format'], list: readonly Row[]): readonly Edit[] {
  return list.map(([name, offset, bytes]) => edit(format, name, offset, bytes))
}

beforeAll(() => {
  for (const format of ['qed', 'qcow', 'qcow2', 'parallels']) {
    qemuImg(folder, 'create', '-q', '-f', format, format, '5M')
  }
  for (const format of ['qed', 'qcow']) {
    const backing = ['-u', '-b', 'base', '-F', 'raw']
    qemuImg(folder, 'create', '-q', '-f', format, ...backing, `${format}-backed`, '5M')
  }
})

function edited({ format, offset, bytes, backed }: Edit): Uint8Array {
  const name = backed === true ? `${format}-backed` : format
  const image = new Uint8Array(readFileSync(join(folder, name)))
  image.set(bytes, offset)
  return image
}

describe('a header that was edited is taken or refused as qemu-img does, in its words', () => {
  test.each([...QED, ...QED_BACKED, ...QCOW, ...QCOW_BACKED, ...QCOW2, ...PARALLELS])(
    '$format with $name',
    (one) => {
      expectAsQemuImg(folder, edited(one))
    },
  )
})
