import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { sentenceOf } from '../../../shared/bytes/errors.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import { probeImage } from '../../../shared/formats/probe.ts'
import type { ImageSummary } from '../../../shared/formats/types.ts'
import { english } from '../../../shared/phrases/english.ts'
import { u8, u32be, u64be } from '../../helpers/bytes/encoders.ts'
import { memorySource } from '../../helpers/bytes/memory-source.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const SOUND = join(folder, 'sound')

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', SOUND, '64M')
})

/** One field of a sound 64 MiB image is changed; qemu-img says what becomes of it. */
interface Row {
  readonly edit: string
  readonly at: number
  readonly bytes: Uint8Array
  /** qemu-img's sentence; undefined where it opens the image. */
  readonly message?: string
  readonly expected?: Partial<ImageSummary>
}

const ROWS: readonly Row[] = [
  { edit: 'version 4', at: 4, bytes: u32be(4), message: 'Unsupported qcow2 version 4' },
  {
    edit: 'version 1',
    at: 4,
    bytes: u32be(1),
    message: 'Cluster size must be between 512 and 64k',
    expected: { format: 'qcow' },
  },
  { edit: 'version 0', at: 4, bytes: u32be(0), expected: { format: 'raw' } },
  { edit: 'cluster_bits 8', at: 20, bytes: u32be(8), message: 'Unsupported cluster size: 2^8' },
  { edit: 'cluster_bits 22', at: 20, bytes: u32be(22), message: 'Unsupported cluster size: 2^22' },
  { edit: 'crypt_method 3', at: 32, bytes: u32be(3), message: 'Unsupported encryption method 3' },
  { edit: 'crypt_method 1', at: 32, bytes: u32be(1), expected: { encryption: 'aes' } },
  { edit: 'header_length 96', at: 100, bytes: u32be(96), message: 'qcow2 header too short' },
  { edit: 'header_length 72', at: 100, bytes: u32be(72), message: 'qcow2 header too short' },
  {
    edit: 'header_length over the cluster size',
    at: 100,
    bytes: u32be(65_544),
    message: 'qcow2 header exceeds cluster size',
  },
  { edit: 'header_length 106', at: 100, bytes: u32be(106), expected: { clusterSize: 65_536 } },
  {
    edit: 'refcount_order 7',
    at: 96,
    bytes: u32be(7),
    message: 'Reference count entry width too large; may not exceed 64 bits',
  },
  {
    edit: 'incompatible bit 5',
    at: 72,
    bytes: u64be(1n << 5n),
    message: 'Unsupported qcow2 feature(s): Unknown incompatible feature: 20',
    expected: { flags: ['unknown-feature'], virtualSize: 67_108_864 },
  },
  {
    edit: 'incompatible bit 63',
    at: 72,
    bytes: u64be(1n << 63n),
    message: 'Unsupported qcow2 feature(s): Unknown incompatible feature: 8000000000000000',
  },
  { edit: 'corrupt bit', at: 72, bytes: u64be(2), expected: { flags: ['corrupt'] } },
  { edit: 'dirty bit', at: 72, bytes: u64be(1), expected: { flags: ['dirty'] } },
  { edit: 'data file bit', at: 72, bytes: u64be(4), expected: { dataFile: { raw: false } } },
  {
    edit: 'compression bit with type 0',
    at: 72,
    bytes: u64be(8),
    message: 'qcow2: Compression type incompatible feature bit must not be set',
  },
  {
    edit: 'compression type 1 without the bit',
    at: 104,
    bytes: u8(1),
    message: 'qcow2: Compression type incompatible feature bit must be set',
  },
  {
    edit: 'compression type 2',
    at: 104,
    bytes: u8(2),
    message: 'qcow2: unknown compression type: 2',
  },
  { edit: 'unknown compatible bit', at: 80, bytes: u64be(32), expected: { format: 'qcow2' } },
  { edit: 'unknown autoclear bit', at: 88, bytes: u64be(32), expected: { format: 'qcow2' } },
  { edit: 'l1_size 0', at: 36, bytes: u32be(0), message: 'L1 table is too small' },
  {
    edit: 'l1_size 4194305',
    at: 36,
    bytes: u32be(4_194_305),
    message: 'Active L1 table too large',
  },
  {
    edit: 'l1_table_offset + 1',
    at: 40,
    bytes: u64be(196_609),
    message: 'Active L1 table offset invalid',
  },
  {
    edit: 'refcount_table_clusters 0',
    at: 56,
    bytes: u32be(0),
    message: 'Image does not contain a reference count table',
  },
  {
    edit: 'refcount_table_clusters 129',
    at: 56,
    bytes: u32be(129),
    message: 'Reference count table too large',
  },
  {
    edit: 'refcount_table_offset + 1',
    at: 48,
    bytes: u64be(65_537),
    message: 'Reference count table offset invalid',
  },
  { edit: 'nb_snapshots 65537', at: 60, bytes: u32be(65_537), message: 'Snapshot table too large' },
  {
    edit: 'snapshots_offset unaligned',
    at: 64,
    bytes: u64be(65_537),
    message: 'Snapshot table offset invalid',
  },
  {
    edit: 'backing_file_offset 65537',
    at: 8,
    bytes: u64be(65_537),
    message: 'Invalid backing file offset',
  },
  {
    edit: 'backing_file_size 1024',
    at: 8,
    bytes: Uint8Array.of(...u64be(4096), ...u32be(1024)),
    message: 'Backing file name too long',
  },
  { edit: 'backing_file_size 0', at: 8, bytes: u64be(4096), expected: { format: 'qcow2' } },
  { edit: 'size 2^60', at: 24, bytes: u64be(1n << 60n), message: 'Image is too big' },
  { edit: 'size 2^63', at: 24, bytes: u64be(1n << 63n), message: 'Image is too big' },
  { edit: 'size 1000', at: 24, bytes: u64be(1000), expected: { virtualSize: 512 } },
  {
    edit: 'extension too large',
    at: 116,
    bytes: u32be(65_536),
    message: 'Header extension too large',
  },
  {
    edit: 'backing format of 16 bytes',
    at: 112,
    bytes: Uint8Array.of(...u32be(0xe2792aca), ...u32be(16)),
    message: 'ERROR: ext_backing_format: len=16 too large (>=16)',
  },
  {
    edit: 'crypto header without LUKS',
    at: 112,
    bytes: u32be(0x0537be77),
    message: 'CRYPTO header extension only expected with LUKS encryption method',
  },
  {
    edit: 'L1 table beyond the end of the file',
    at: 40,
    bytes: u64be(1n << 40n),
    expected: { flags: ['truncated'] },
  },
  { edit: 'one snapshot at offset 0', at: 60, bytes: u32be(1) },
]

describe('a changed field', () => {
  test.each(ROWS)('$edit', ({ edit, at, bytes, message, expected }) => {
    const name = edit.replaceAll(/[^a-z0-9]/gi, '_')
    const image = changed(at, bytes)
    writeFileSync(join(folder, name), image)
    const theirs = runQemuImg(folder, ['info', '--output=json', '-U', name])
    const { summary } = inspectImage(memorySource(image))

    if (message !== undefined) expect(theirs.stderr.trim()).toBe(errorLine(name, message))
    expect(
      summary.fault === undefined ? '' : errorLine(name, english(sentenceOf(summary.fault))),
    ).toBe(theirs.stderr.trim())
    expect(theirs.status).toBe(summary.fault === undefined ? 0 : 1)
    expect(summary).toMatchObject(expected ?? {})
    expect(summary.backing).toBeUndefined()
  })
})

function changed(at: number, bytes: Uint8Array): Uint8Array {
  const copy = join(folder, 'copy')
  copyFileSync(SOUND, copy)
  const image = new Uint8Array(readFileSync(copy))
  image.set(bytes, at)
  return image
}

function errorLine(name: string, message: string): string {
  return `qemu-img: Could not open '${name}': ${message}`
}

test('a size that wraps around in 64 bits is refused by both, each in its words', () => {
  const image = changed(24, u64be((1n << 64n) - 1n))
  writeFileSync(join(folder, 'wraps'), image)
  expect(runQemuImg(folder, ['info', 'wraps']).status).toBe(1)
  expect(inspectImage(memorySource(image)).summary.fault).toMatchObject({
    code: 'limit',
    what: 'header.size',
  })
})

test('a name from the image own table is used for an unknown bit', () => {
  const image = changed(79, u8(0))
  const table = 120
  image.set(u64be(1n << 9n), 72)
  image.set(Uint8Array.of(0, 9, ...new TextEncoder().encode('time travel\0')), table)
  const { fault } = probeImage(memorySource(image))
  writeFileSync(join(folder, 'named'), image)
  const { stderr } = runQemuImg(folder, ['info', 'named'])
  const message = fault?.message && english(fault.message)
  expect(message).toBe('Unsupported qcow2 feature(s): time travel')
  expect(stderr.trim()).toBe(errorLine('named', message ?? ''))
})
