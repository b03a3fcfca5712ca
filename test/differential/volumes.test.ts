import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import {
  ascii,
  layOut,
  u16be,
  u16le,
  u32be,
  u32le,
  u64be,
  u64le,
} from '../helpers/bytes/encoders.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { detectAll } from '../helpers/images/in-one-go.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { partitionTool } from '../helpers/programs/sfdisk.ts'

const folder = temporaryFolder()
const SIZE = 32 << 20

/** Programs of Debian's base system that make one. */
const MADE: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['ext2', 'mkfs.ext2', '-q', '-F', '-L', 'lab2'],
  ['ext2-plain', 'mkfs.ext2', '-q', '-F', '-O', 'none', '-b', '4096'],
  ['ext3', 'mkfs.ext3', '-q', '-F', '-L', 'ephemeral0'],
  ['ext4', 'mkfs.ext4', '-q', '-F', '-L', 'sixteen letters!', '-b', '1024'],
  ['ext4-64bit', 'mkfs.ext4', '-q', '-F', '-O', '64bit'],
  ['ext4-no-journal', 'mkfs.ext4', '-q', '-F', '-O', '^has_journal'],
  ['swap', 'mkswap', '-L', 'swap1'],
  ['swap-64k', 'mkswap', '-p', '65536'],
  ['fat16', 'mkfs.vfat', '-F', '16', '-n', 'CONFIG-2'],
  ['fat32', 'mkfs.vfat', '-F', '32', '-s', '1', '-n', 'EFI'],
  ['fat-unnamed', 'mkfs.vfat', '-F', '16'],
]

type Parts = Readonly<Record<number, Uint8Array>>

/** What no program here makes: as much of the headers as blkid looks at. */
const WRITTEN: Readonly<Record<string, Parts>> = {
  xfs: {
    0: ascii('XFSB'),
    4: u32be(4096),
    8: u64be(8192n),
    80: u32be(1),
    84: u32be(2048), // blocks of a group
    88: u32be(4), // groups
    100: u16be(0xb4a4), // version 4, which has no checksum
    102: u16be(512),
    104: u16be(512),
    106: u16be(8),
    108: ascii('xfs-root'),
    120: Uint8Array.of(12, 9, 9, 3, 11, 0, 25),
  },
  btrfs: {
    65584: u64le(65_536n),
    65600: ascii('_BHRfS_M'),
    65648: u64le(BigInt(SIZE)),
    65680: u32le(4096),
    65684: u32le(16_384),
    65835: ascii('pool'),
  },
  lvm: { 512: lvmLabel() },
  'md-1.2': md(4096, 'cmp1:0'),
  'md-1.1': md(0, 'cmp1:1'),
  'md-1.0': md(SIZE - 8192, 'cmp1:2'),
  'md-0.90': { [SIZE - 65_536]: u32le(0xa92b4efc), [SIZE - 65_532]: u32le(0) },
}

/** A sector with the label of a physical volume and its checksum, which LVM begins with a number of its own. */
function lvmLabel(): Uint8Array {
  const sector = layOut(512, {
    0: ascii('LABELONE'),
    8: u64le(1n),
    20: u32le(32),
    24: ascii('LVM2 001'),
    32: ascii('abcdefABCDEF1234567890abcdefABCD'),
    64: u64le(BigInt(SIZE)),
  })
  let sum = 0xf597a6cf
  for (const byte of sector.subarray(20)) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ ((sum & 1) === 0 ? 0 : 0xedb88320)
  }
  sector.set(u32le(sum >>> 0), 16)
  return sector
}

function md(offset: number, name: string): Parts {
  return {
    [offset]: u32le(0xa92b4efc),
    [offset + 4]: u32le(1),
    [offset + 32]: ascii(name),
    [offset + 144]: u64le(BigInt(offset / 512)),
  }
}

const names = [...MADE.map(([name]) => name), ...Object.keys(WRITTEN)]

beforeAll(() => {
  for (const name of names) {
    writeFileSync(join(folder, name), '')
    truncateSync(join(folder, name), SIZE)
  }
  for (const [name, program, ...args] of MADE) partitionTool(program, [...args, join(folder, name)])
  for (const [name, parts] of Object.entries(WRITTEN)) {
    const file = openSync(join(folder, name), 'r+')
    for (const [offset, bytes] of Object.entries(parts))
      writeSync(file, bytes, 0, bytes.length, Number(offset))
    closeSync(file)
  }
})

/** blkid's words for what a file holds, from its bytes alone. */
function blkid(name: string): { readonly type: string; readonly label: string | undefined } {
  const said = partitionTool('blkid', ['-p', '-o', 'export', join(folder, name)])
  const wordOf = (key: string) => said.match(new RegExp(`^${key}=(.*)$`, 'm'))?.[1]
  return { type: wordOf('TYPE') ?? '', label: wordOf('LABEL')?.replaceAll('\\', '') }
}

function seen(name: string) {
  return withFile(join(folder, name), ({ source }) => ({
    content: inspectImage(source).content,
    scanned: probeImage(source).content,
    first: detectAll(source).candidates[0],
  }))
}

/** What lies beyond the first 4 KiB, which is all that a scan reads. */
const BEYOND_HEAD: readonly string[] = ['btrfs', 'md-1.2', 'md-1.0', 'md-0.90', 'swap-64k']

describe('what fills a disk without a partition table', () => {
  test.each(names)('%s is called what blkid calls it', (name) => {
    const { content, scanned, first } = seen(name)
    const { type, label } = blkid(name)
    expect(content).toMatchObject({ kind: 'volume', type })
    expect(content?.kind === 'volume' ? content.label : undefined).toBe(label)
    expect(first).toMatchObject({ format: 'raw', confidence: 'likely' })
    expect(scanned).toBe(BEYOND_HEAD.includes(name) ? undefined : type)
  })

  test.each(['ext2', 'ext4', 'ext4-64bit', 'swap', 'fat16', 'fat32', 'xfs', 'btrfs', 'lvm'])(
    '%s is as long as its header says',
    (name) => {
      expect(seen(name).content).toMatchObject({ size: SIZE })
    },
  )

  test.each([
    ['is of another version', 2, 255],
    ['has no pages', 1, 0],
  ])('what has the magic of swap and %s is none, to blkid too', (_, version, last) => {
    const bytes = layOut(1 << 20, {
      1024: u32le(version),
      1028: u32le(last),
      4086: ascii('SWAPSPACE2'),
    })
    expect(inspectImage(memorySource(bytes)).content).toBeUndefined()
    const file = join(folder, 'no-swap')
    writeFileSync(file, bytes)
    expect(() => partitionTool('blkid', ['-p', file])).toThrow(`blkid -p ${file}`)
  })

  test('the magic of ext alone, as other data may have it, is none', () => {
    const bytes = layOut(1 << 20, { 1080: u16le(0xef53) })
    expect(inspectImage(memorySource(bytes)).content).toBeUndefined()
  })

  test('a program is one, and no disk', () => {
    const program = memorySource(readFileSync(process.execPath).subarray(0, 65_536))
    expect(inspectImage(program).content).toEqual({ kind: 'elf', bits: 64 })
    expect(probeImage(program).content).toBe('elf')
    expect(detectAll(program).candidates[0]?.marks).toMatchObject([
      { offset: 0, hex: '7f454c46', meaning: 'elf-header' },
    ])
  })
})
