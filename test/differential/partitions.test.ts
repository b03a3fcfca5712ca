import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { crc32 } from '../../shared/bytes/crc.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import type { Partition, PartitionTable } from '../../shared/formats/partition/types.ts'
import { qemuInfo } from '../../shared/report/qemu/qemu-info.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { qemuImg, qemuInfoJson, temporaryFolder } from '../helpers/programs/qemu-img.ts'
import {
  makeDisk,
  partitionTool,
  type SfdiskPartition,
  sfdiskTable,
} from '../helpers/programs/sfdisk.ts'

const MIB = 2 ** 20
const folder = temporaryFolder()
let count = 0

function disk(script: string): string {
  count += 1
  const path = join(folder, `disk-${count}.img`)
  makeDisk(path, 64 * MIB, script)
  return path
}

/** Of the first table, in sectors of 512 bytes. */
const ENTRIES = 1024

/** Makes the first header and its entries right again. */
function signAgain(bytes: Buffer): void {
  bytes.writeUInt32LE(crc32(bytes.subarray(ENTRIES, ENTRIES + 128 * 128)), 512 + 88)
  bytes.writeUInt32LE(crc32(bytes.subarray(512, 512 + 92), 16, 4), 512 + 16)
}

function tableOf(path: string): PartitionTable | undefined {
  return withFile(path, ({ source }) => inspectImage(source).partitions)
}

/** Our partition in sfdisk's words. */
function asSfdisk(path: string, table: PartitionTable, one: Partition): SfdiskPartition {
  const {
    number,
    start = Number.NaN,
    size = Number.NaN,
    type,
    bootable,
    label,
    guid,
    attributes,
  } = one
  const isGpt = table.scheme === 'gpt'
  return {
    node: `${path}${number}`,
    start: start / table.sectorSize,
    size: size / table.sectorSize,
    type: isGpt ? type.toUpperCase() : type.replace(/^0/, ''),
    ...(guid !== undefined && { uuid: guid.toUpperCase() }),
    ...(label !== undefined && label !== '' && { name: label }),
    ...(attributes !== undefined && attributes !== 0n && { attrs: attributesOf(attributes) }),
    ...(!isGpt && bootable && { bootable }),
  }
}

function attributesOf(attributes: bigint): string {
  const names = ['RequiredPartition', 'NoBlockIOProtocol', 'LegacyBIOSBootable']
  return names.filter((_, bit) => (attributes & (1n << BigInt(bit))) !== 0n).join(' ')
}

function expectSame(path: string): PartitionTable {
  const ours = tableOf(path)
  const theirs = sfdiskTable(path)
  if (ours === undefined) throw new Error('no table')
  expect({
    label: ours.scheme === 'mbr' ? 'dos' : 'gpt',
    id: ours.scheme === 'mbr' ? ours.diskId : ours.diskId.toUpperCase(),
    sectorsize: ours.sectorSize,
    partitions: ours.partitions.map((one) => asSfdisk(path, ours, one)),
  }).toEqual({
    label: theirs.label,
    id: theirs.id,
    sectorsize: theirs.sectorsize,
    partitions: theirs.partitions ?? [],
  })
  return ours
}

const LOGICAL = `label: dos
label-id: 0x12345678
start=2048, size=10240, type=83, bootable
start=12288, size=8192, type=82
start=20480, size=90000, type=5
start=22528, size=2048, type=83
start=26624, size=4096, type=8e
start=32768, size=4096, type=c
start=40960, size=8192, type=7
`

describe('the partitions of a raw disk are those that sfdisk finds', () => {
  test.each([
    ['one primary', 'label: dos\nstart=2048, type=83, bootable\n'],
    ['four primary', 'label: dos\nsize=5M\nsize=5M,type=82\nsize=5M,type=7\ntype=c\n'],
    ['logical ones', LOGICAL],
    ['an extended one of Windows', LOGICAL.replace('type=5', 'type=f')],
    ['one logical', 'label: dos\nsize=5M\ntype=5\nsize=10M\n'],
  ])('MBR with %s', (_, script) => {
    const table = expectSame(disk(script))
    expect(table.faults).toEqual([])
  })

  test.each([
    [
      'as clouds have it',
      'size=1M,type=21686148-6449-6E6F-744E-656564454649\nsize=9M,type=U\ntype=L\n',
    ],
    [
      'names and attributes',
      'size=9M,name="racine é 根",attrs="RequiredPartition LegacyBIOSBootable"\n',
    ],
    ['gaps', 'start=4096,size=2048\nstart=40960,size=2048,type=S\n'],
  ])('GPT with %s', (_, entries) => {
    const table = expectSame(disk(`label: gpt\n${entries}`))
    expect([table.primary?.state, table.backup?.state]).toEqual(['sound', 'sound'])
    expect(table.faults).toEqual([])
  })

  test('GPT by sgdisk, of 40 partitions whose numbers have gaps', () => {
    const path = disk('label: gpt\n')
    const numbers = Array.from({ length: 40 }, (_, index) => index * 3 + 1)
    partitionTool('sgdisk', [...numbers.map((number) => `--new=${number}:0:+1M`), path])
    expect(expectSame(path).partitions.map(({ number }) => number)).toEqual(numbers)
  })

  test('GPT on sectors of 4096 bytes', () => {
    const path = disk('label: dos\n')
    partitionTool('fdisk', ['--sector-size', '4096', path], 'g\nn\n\n\n+9M\nw\n')
    const table = tableOf(path)
    expect(table?.sectorSize).toBe(4096)
    expect(table?.partitions.map(({ size }) => size)).toEqual([9 * MIB])
  })
})

describe('a damaged table', () => {
  test('GPT whose first header is damaged is read from its copy, as sfdisk does', () => {
    const path = disk('label: gpt\nsize=9M,name=first\n')
    const bytes = readFileSync(path)
    bytes[512 + 40] = 0x99
    writeFileSync(path, bytes)
    const table = expectSame(path)
    expect([table.primary?.state, table.backup?.state]).toEqual(['damaged', 'sound'])
    expect(table.faults.map(({ what }) => what)).toEqual(['gpt'])
  })

  test('GPT whose copy was cut off, as by a shorter file, is read all the same', () => {
    const path = disk('label: gpt\nsize=9M\n')
    const bytes = readFileSync(path).subarray(0, 32 * MIB)
    const table = inspectImage(memorySource(bytes)).partitions
    expect(table?.partitions).toHaveLength(1)
    expect(table?.backup?.state).toBe('missing')
  })

  test('entries that were changed are of no use, and the MBR’s are shown', () => {
    const path = disk('label: gpt\nsize=9M\n')
    const bytes = readFileSync(path)
    bytes[1024 + 60] = 0x99
    bytes[bytes.length - 33 * 512 + 60] = 0x99
    const table = inspectImage(memorySource(bytes)).partitions
    expect(table?.scheme).toBe('mbr')
    expect(table?.partitions.map(({ type }) => type)).toEqual(['ee'])
    expect(table?.faults.map(({ what }) => what)).toEqual(['gpt'])
  })

  test.each([
    ['the first sector', 32, 'partition 1'],
    ['the last sector', 40, 'partition 1'],
  ])('%s of an entry that no disk has is a fault, and no place', (_, at, what) => {
    const bytes = readFileSync(disk('label: gpt\nsize=9M,name=far\nsize=9M\n'))
    bytes.writeBigUInt64LE(2n ** 64n - 1n, ENTRIES + at)
    signAgain(bytes)
    const table = inspectImage(memorySource(bytes)).partitions
    const [far, near] = table?.partitions ?? []
    expect(far).toMatchObject({ number: 1, label: 'far' })
    expect([far?.start, far?.size]).toEqual([undefined, undefined])
    expect([near?.start, near?.size]).toEqual([10 * MIB, 9 * MIB])
    const found = table?.faults.filter(({ code }) => code === 'limit')
    expect(found?.map((fault) => [fault.what, fault.offset])).toEqual([[what, ENTRIES + at]])
    expect(JSON.stringify(table?.faults)).not.toContain('e+')
  })

  test('a copy in a sector that no disk has is looked for at the end', () => {
    const bytes = readFileSync(disk('label: gpt\nsize=9M\n'))
    bytes.writeBigUInt64LE(2n ** 63n, 512 + 32)
    signAgain(bytes)
    const table = inspectImage(memorySource(bytes)).partitions
    expect(table?.backup).toEqual({ offset: 64 * MIB - 512, state: 'sound' })
    expect(table?.faults.map(({ code, what }) => `${code} ${what}`)).toEqual(['limit gpt'])
  })

  test('logical partitions in a circle end', () => {
    const bytes = readFileSync(disk(LOGICAL))
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    // The link of the second logical partition leads back to the first.
    const second = view.getUint32(20_480 * 512 + 446 + 16 + 8, true)
    view.setUint32((20_480 + second) * 512 + 446 + 16 + 8, 0, true)
    const table = inspectImage(memorySource(bytes)).partitions
    expect(table?.partitions.map(({ number }) => number)).toEqual([1, 2, 3, 5, 6])
    expect(inEnglish(table?.faults)?.map(({ found }) => found)).toEqual(['a circle'])
  })

  test('a partition beyond the end of the file is told', () => {
    const bytes = readFileSync(disk(LOGICAL)).subarray(0, 8 * MIB)
    const faults = inspectImage(memorySource(bytes)).partitions?.faults ?? []
    expect(faults.map(({ code, what }) => `${code} ${what}`)).toEqual([
      'truncated mbr.extended',
      'truncated partition 2',
      'truncated partition 3',
    ])
  })
})

test('the first sector of a FAT file system is no partition table', () => {
  const path = join(folder, 'fat')
  qemuImg(folder, 'create', '-q', '-f', 'raw', path, '4M')
  execFileSync('python3', ['-c', FAT, path])
  expect(tableOf(path)).toBeUndefined()
})

/** A boot sector with the parameters that every FAT has. */
const FAT = `
import sys
with open(sys.argv[1], 'r+b') as file:
    sector = bytearray(512)
    sector[0:11] = b'\\xeb\\x3c\\x90mkfs.fat'
    sector[0x0b:0x18] = bytes([0, 2, 4, 1, 0, 2, 0, 2, 0, 32, 0xf8, 8, 0])
    sector[446 + 4] = 0x83
    sector[510:512] = b'\\x55\\xaa'
    file.write(sector)
`

test('qemu-img info of a partitioned disk stays that of a raw file', () => {
  const path = disk(LOGICAL)
  const theirs = qemuInfoJson(folder, path)
  withFile(path, ({ source, length, allocated }) => {
    const details = inspectImage(source)
    expect(details.partitions?.partitions).toHaveLength(7)
    expect(qemuInfo({ displayPath: path, length, allocated, details })).toEqual(theirs)
  })
})
