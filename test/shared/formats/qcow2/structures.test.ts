import { describe, expect, test } from 'vitest'
import type { ImageDetails } from '../../../../shared/formats/details.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { probeImage } from '../../../../shared/formats/probe.ts'
import { ascii, concat, u8, u16be, u32be, u64be, zeros } from '../../../helpers/bytes/encoders.ts'
import {
  extension,
  qcow2Header,
  qcow2Image,
  snapshotEntry,
} from '../../../helpers/bytes/encoders-qcow2.ts'
import { hostileSource } from '../../../helpers/bytes/hostile-source.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { inEnglish } from '../../../helpers/in-english.ts'

const CLUSTER = 65_536
const BITMAPS = 0x23852875
const UNKNOWN = 0x0badcafe

function inspect(bytes: Uint8Array): ImageDetails {
  return inspectImage(hostileSource(bytes))
}

describe('header', () => {
  test('version 2 has the values that version 3 can change', () => {
    const { qcow2, summary } = inspect(qcow2Image({ version: 2 }))
    expect(qcow2?.header).toMatchObject({
      version: 2,
      incompatibleFeatures: 0n,
      refcountOrder: 4,
      headerLength: 72,
      compressionType: 0,
    })
    expect(summary).toEqual({ format: 'qcow2', virtualSize: 67_108_864, clusterSize: CLUSTER })
  })

  test('fields of a longer header are kept', () => {
    const image = qcow2Image({ headerLength: 128 }, { 112: ascii('future fields...') })
    expect(inspect(image).qcow2?.header.unknownFields).toEqual(ascii('future fields...'))
  })

  test('an image with an unknown incompatible feature is opened, and says why it is not readable', () => {
    const details = inspect(qcow2Image({ incompatible: 1n << 40n }))
    expect(details.summary.fault?.code).toBe('unsupported')
    expect(details.summary.virtualSize).toBe(67_108_864)
    expect(inEnglish(details.summary.fault)?.found).toBe('0x10000000000')
    expect(details.qcow2?.features).toEqual([{ kind: 'incompatible', bit: 40, known: false }])
  })

  test.each([8, 20, 71, 103, 108])('a file of %i bytes is a truncated qcow2', (length) => {
    const { format, fault } = probeImage(memorySource(qcow2Header().subarray(0, length)))
    expect(format).toBe('qcow2')
    expect(fault?.code).toBe('truncated')
  })

  test('a file that shrinks while it is read is a truncated qcow2', () => {
    const image = qcow2Image({ headerLength: 8192 })
    const shrunk = hostileSource(image.subarray(0, 4096), image.length)
    expect(probeImage(shrunk)).toMatchObject({ format: 'qcow2', fault: { code: 'truncated' } })
  })

  test('tables beyond the end of the file are named', () => {
    const details = inspect(qcow2Image({ l1Offset: 40 * CLUSTER, refcountOffset: 50 * CLUSTER }))
    expect(details.summary.flags).toEqual(['truncated'])
    expect(details.faults.map(({ what }) => what)).toEqual(['l1_table', 'refcount_table'])
    // Both in bytes: a hexadecimal end beside a decimal length can be compared by nobody.
    const { length } = qcow2Image({ l1Offset: 40 * CLUSTER, refcountOffset: 50 * CLUSTER })
    expect(inEnglish(details.faults[1])).toMatchObject({
      expected: `a file of at least ${50 * CLUSTER + 8} bytes`,
      found: `one of ${length} bytes`,
    })
  })
})

describe('header extensions', () => {
  test('unknown ones are kept as bytes, and what follows them is read', () => {
    const image = qcow2Image(
      { backingOffset: 512, backingSize: 4 },
      {
        112: concat(
          extension(UNKNOWN, ascii('hello')),
          extension(0xe2792aca, ascii('raw')),
          extension(0, zeros(0)),
        ),
        512: ascii('base'),
      },
    )
    const { qcow2, summary } = inspect(image)
    expect(qcow2?.extensions).toEqual([
      { type: UNKNOWN, offset: 112, length: 5, kind: 'unknown', data: ascii('hello') },
      { type: 0xe2792aca, offset: 128, length: 3, kind: 'backing-format', format: 'raw' },
    ])
    expect(summary.backing).toEqual({ name: 'base', format: 'raw' })
  })

  test('the area ends at the backing file name, with or without an end marker', () => {
    const image = qcow2Image(
      { backingOffset: 128, backingSize: 4 },
      { 112: extension(UNKNOWN, ascii('12345678')), 128: ascii('base') },
    )
    expect(inspect(image).qcow2?.extensions).toHaveLength(1)
  })

  test('a stale bitmaps extension is kept, its directory not read', () => {
    const pointer = concat(u32be(9), u32be(0), u64be(32), u64be(3))
    const { qcow2, summary } = inspect(qcow2Image({}, { 112: extension(BITMAPS, pointer) }))
    expect(qcow2?.extensions[0]).toMatchObject({ kind: 'bitmaps', bitmaps: { count: 9 } })
    expect(qcow2?.bitmaps).toEqual([])
    expect(summary.fault).toBeUndefined()
  })
})

describe('snapshot table', () => {
  const withSnapshots = (snapshots: number, table: Uint8Array): ImageDetails =>
    inspect(qcow2Image({ snapshots, snapshotsOffset: 2 * CLUSTER }, { [2 * CLUSTER]: table }))

  test('entries of every length of extra data', () => {
    const table = concat(
      snapshotEntry({ extra: zeros(0), vmStateSize: 5 }),
      snapshotEntry({ id: '22', name: 'b', extra: concat(u64be(7), u64be(99)), vmStateSize: 5 }),
      snapshotEntry({ extra: concat(u64be(1), u64be(2), u64be(3), zeros(1000)) }),
      snapshotEntry({ extra: concat(u64be(1), u64be(2), u64be((1n << 64n) - 1n)) }),
    )
    const snapshots = withSnapshots(4, table).qcow2?.snapshots
    expect(
      snapshots?.map(({ vmStateSize, diskSize, icount }) => [vmStateSize, diskSize, icount]),
    ).toEqual([
      [5n, undefined, undefined],
      [7n, 99n, undefined],
      [1n, 2n, 3n],
      [1n, 2n, undefined],
    ])
    expect(snapshots?.[1]).toMatchObject({
      id: '22',
      name: 'b',
      dateSec: 1_700_000_000,
      dateNsec: 5,
    })
  })

  test('too much extra data is refused before it is read', () => {
    const { fault } = withSnapshots(1, snapshotEntry({ extra: zeros(1025) })).summary
    expect(inEnglish(fault)?.message).toBe('Too much extra metadata in snapshot table entry 0')
  })

  test('65,536 claimed entries in a short file end where the file does', () => {
    const image = qcow2Image({ snapshots: 65_536, snapshotsOffset: 2 * CLUSTER })
    const source = hostileSource(image)
    const { summary, faults } = inspectImage(source)
    expect([summary.fault, summary.flags]).toEqual([undefined, ['truncated']])
    expect(faults).toMatchObject([{ code: 'truncated', what: 'snapshots' }])
    expect(source.bytesRead()).toBeLessThan(2 * image.length)
  })

  test('a long table takes few reads', () => {
    const entry = snapshotEntry()
    const source = hostileSource(
      qcow2Image(
        { snapshots: 500, snapshotsOffset: 2 * CLUSTER },
        { [2 * CLUSTER]: concat(...Array.from({ length: 500 }, () => entry)) },
      ),
    )
    expect(inspectImage(source).qcow2?.snapshots).toHaveLength(500)
    expect(source.reads()).toBeLessThan(10)
  })
})

describe('bitmap directory', () => {
  const entry = (change: {
    flags?: number
    nameLength?: number
    granularity?: number
    table?: number
  }) => {
    const name = 'b'.repeat(change.nameLength ?? 4)
    const body = concat(
      u64be(change.table ?? CLUSTER), // table offset
      u32be(1), // table entries
      u32be(change.flags ?? 2),
      u8(1), // dirty tracking
      u8(change.granularity ?? 16),
      u16be(name.length),
      u32be(0), // extra data
      ascii(name),
    )
    return concat(body, zeros((8 - (body.length % 8)) % 8))
  }

  const withBitmaps = (
    count: number,
    directory: Uint8Array,
    size = directory.length,
  ): ImageDetails => {
    const pointer = concat(u32be(count), u32be(0), u64be(size), u64be(2 * CLUSTER))
    const parts = { 112: extension(BITMAPS, pointer), [2 * CLUSTER]: directory }
    return inspect(qcow2Image({ autoclear: 1 }, parts))
  }

  test('flags, names and granularity', () => {
    const { qcow2, summary } = withBitmaps(
      2,
      concat(entry({ flags: 1 }), entry({ nameLength: 1023 })),
    )
    expect(qcow2?.bitmaps.map(({ name, inUse, auto }) => [name.length, inUse, auto])).toEqual([
      [4, true, false],
      [1023, false, true],
    ])
    expect(summary.flags).toEqual(['bitmaps', 'in-use-bitmap'])
  })

  test.each<[string, ImageDetails, string]>([
    ['fewer', withBitmaps(2, entry({})), 'Less bitmaps found than specified in header extension'],
    [
      'more',
      withBitmaps(1, concat(entry({}), entry({}))),
      'More bitmaps found than specified in header extension',
    ],
    ['cut', withBitmaps(1, entry({}), 16), 'Broken bitmap directory'],
    ['empty', withBitmaps(1, entry({}), 0), 'Requested bitmap directory size is zero'],
    [
      'granularity',
      withBitmaps(1, entry({ granularity: 32 })),
      "Bitmap 'bbbb' doesn't satisfy the constraints",
    ],
    ['table', withBitmaps(1, entry({ table: 1 })), "Bitmap 'bbbb' doesn't satisfy the constraints"],
  ])('a directory that is wrong: %s', (_name, { summary, qcow2 }, message) => {
    expect(inEnglish(summary.fault)?.message).toBe(message)
    expect(qcow2?.bitmaps).toEqual([])
  })

  test('a directory of 60 MiB in a small file is refused before it is allocated', () => {
    expect(withBitmaps(65_535, entry({}), 60 * 1024 * 1024).summary.fault?.code).toBe('truncated')
  })
})
