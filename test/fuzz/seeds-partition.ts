import { crc32 } from '../../shared/bytes/crc.ts'
import { BOOT_SIGNATURE, entry } from '../differential/hostile-images.ts'
import { ascii, concat, layOut, u32le, u64le, zeros } from '../helpers/bytes/encoders.ts'
import type { FuzzImage, FuzzSeeds } from './fuzz-seeds.ts'
import { changeField, type Field, getNumber, setNumber } from './mutations.ts'

const SECTOR = 512
const LENGTH = 2 ** 20
const LAST = LENGTH / SECTOR - 1
const ENTRIES = 446
const HEADERS: readonly number[] = [SECTOR, LAST * SECTOR]
const LINUX = Uint8Array.from(Buffer.from('af3dc60f838472478e793d69d8477de4', 'hex'))

/** A primary partition and a chain of two logical ones in an extended partition. */
function mbr(): FuzzImage {
  const table = (...entries: readonly Uint8Array[]): Uint8Array =>
    concat(layOut(ENTRIES, {}), ...entries, zeros(64 - entries.length * 16), BOOT_SIGNATURE)
  const bytes = layOut(LENGTH, {
    0: table(entry(0x83, { flag: 0x80 }), entry(0x05, { lba: 512 })),
    [512 * SECTOR]: table(entry(0x83, { lba: 1 }), entry(0x05, { lba: 64 })),
    [576 * SECTOR]: table(entry(0x82, { lba: 1 })),
  })
  return { name: 'mbr with logical partitions', bytes }
}

/** UEFI specification, 5.3.2: the header at the start and its copy at the end. */
function gptHeader(at: number, other: number, entries: number): Uint8Array {
  return concat(
    ascii('EFI PART'),
    u32le(0x10000),
    u32le(92),
    zeros(8),
    u64le(at),
    u64le(other),
    u64le(34),
    u64le(LAST - 33),
    zeros(16),
    u64le(entries),
    u32le(128),
    u32le(128),
    zeros(4),
  )
}

function gptEntry(first: number, last: number, name: string): Uint8Array {
  const text = Buffer.from(name, 'utf16le')
  return concat(
    LINUX,
    zeros(16),
    u64le(first),
    u64le(last),
    zeros(8),
    text,
    zeros(72 - text.length),
  )
}

function gpt(): FuzzImage {
  const entries = concat(gptEntry(34, 1000, 'root'), gptEntry(1001, 1900, 'swap \u4e2d'))
  const bytes = layOut(LENGTH, {
    [ENTRIES]: entry(0xee),
    510: BOOT_SIGNATURE,
    [SECTOR]: gptHeader(1, LAST, 2),
    [2 * SECTOR]: entries,
    [(LAST - 32) * SECTOR]: entries,
    [LAST * SECTOR]: gptHeader(LAST, 1, LAST - 32),
  })
  for (const at of HEADERS) seal(bytes, at)
  return { name: 'gpt', bytes }
}

const TABLES = [0, 512 * SECTOR, 576 * SECTOR]
const MBR_FIELDS: readonly Field[] = TABLES.flatMap((table) =>
  [0, 1, 2, 3].flatMap((index): readonly Field[] => {
    const at = table + ENTRIES + index * 16
    return [
      [at, 1],
      [at + 4, 1],
      [at + 8, 4],
      [at + 12, 4],
    ]
  }),
)
const GPT_FIELDS: readonly Field[] = [
  ...[8, 12, 16, 80, 84, 88].map((offset): Field => [SECTOR + offset, 4]),
  ...[24, 32, 40, 48, 72].map((offset): Field => [SECTOR + offset, 8]),
  ...[32, 40, 160, 168].map((offset): Field => [2 * SECTOR + offset, 8]),
]

export const partitionSeeds: FuzzSeeds = {
  name: 'mbr and gpt',
  images: () => [mbr(), gpt()],
  mutate: (random, bytes, { name }) => {
    const fields = name === 'gpt' && random.below(4) > 0 ? GPT_FIELDS : MBR_FIELDS
    changeField(bytes, fields, 'le', random)
    // What is found behind a checksum needs one that is right.
    if (name === 'gpt' && random.below(4) > 0) for (const at of HEADERS) seal(bytes, at)
  },
}

/** Makes the checksums of a GPT header and of its entries right, where they are in the file. */
function seal(bytes: Uint8Array, at: number): void {
  const header = bytes.subarray(at, at + SECTOR)
  if (header.length < SECTOR) return
  const entries = Number(getNumber(header, 72, 8, 'le')) * SECTOR
  const length = Number(getNumber(header, 80, 4, 'le') * getNumber(header, 84, 4, 'le'))
  if (entries + length <= bytes.length) {
    const checksum = crc32(bytes.subarray(entries, entries + length))
    setNumber(header, 88, 4, 'le', BigInt(checksum))
  }
  const size = Math.min(SECTOR, Number(getNumber(header, 12, 4, 'le')))
  setNumber(header, 16, 4, 'le', BigInt(crc32(header.subarray(0, size), 16, 4)))
}
