import {
  ascii,
  concat,
  layOut,
  u8,
  u16be,
  u32be,
  u32le,
  u64be,
  zeros,
} from '../helpers/bytes/encoders.ts'
import { DISK, type HostileImage, type Parts } from './hostile-image.ts'
import { vhdxImages } from './hostile-vhdx.ts'
import { textImages, vmdkImages } from './hostile-vmdk.ts'

export const BOOT_SIGNATURE = Uint8Array.of(0x55, 0xaa)

/** An MBR entry; `start` is head, sector, cylinder. */
export function entry(
  type: number,
  { flag = 0, start = [0, 2, 0], lba = 1 }: { flag?: number; start?: number[]; lba?: number } = {},
): Uint8Array {
  return concat(u8(flag), Uint8Array.from(start), u8(type), zeros(3), u32le(lba), u32le(2048))
}

function mbr(...entries: readonly Uint8Array[]): Parts {
  return { 446: concat(...entries), 510: BOOT_SIGNATURE }
}

const LINUX = entry(0x83)
const GPT = entry(0xee)
const EMPTY = zeros(16)

const TABLES: Readonly<Record<string, Parts>> = {
  'an MBR': mbr(LINUX),
  'an MBR with four entries': mbr(LINUX, LINUX, LINUX, LINUX),
  'an MBR with an active entry': mbr(entry(0x83, { flag: 0x80 })),
  'a wrong boot flag': mbr(entry(0x83, { flag: 0x01 })),
  'a wrong boot flag in an empty entry': mbr(LINUX, entry(0, { flag: 0x7f })),
  'a signature without entries': mbr(),
  'a GPT': { ...mbr(GPT), 512: ascii('EFI PART') },
  'a protective entry that does not begin at CHS 0/2/0': mbr(entry(0xee, { start: [0, 1, 0] })),
  'a protective entry that does not begin at sector 1': mbr(entry(0xee, { lba: 2 })),
  'a protective entry beside another': mbr(GPT, LINUX),
  'a protective entry that is not the first': mbr(EMPTY, GPT),
  'a GPT without a protective entry': { ...mbr(LINUX), 512: ascii('EFI PART') },
  'a FAT volume': { ...mbr(), 16: u8(2), 21: u8(0xf8) },
  'a FAT volume whose boot code looks like an entry': { ...mbr(LINUX), 16: u8(2), 21: u8(0xf8) },
  'an NTFS volume': { ...mbr(), 3: ascii('NTFS    ') },
}

/** A file with an MBR over its first sector, as ISO images have it that boot from a disk. */
export function bootable(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice()
  for (const [at, part] of Object.entries(mbr(LINUX))) copy.set(part, Number(at))
  return copy
}

function tables(): HostileImage[] {
  return Object.entries(TABLES).map(([name, parts]) => ({ name, bytes: layOut(DISK, parts) }))
}

function cut(): HostileImage[] {
  const magics: Readonly<Record<string, Uint8Array>> = {
    qcow2: concat(ascii('QFI'), u8(0xfb), u32be(3)),
    qed: ascii('QED\0'),
    vhd: ascii('conectix'),
    vhdx: ascii('vhdxfile'),
    vmdk: concat(ascii('KDMV'), u32le(1)),
    luks: concat(ascii('LUKS'), Uint8Array.of(0xba, 0xbe), u16be(1)),
  }
  return Object.entries(magics).flatMap(([name, magic]) =>
    [4, 8, 63, 64, 511, 512, 591, 592, 4096, 262_143, 262_144].map((size) => ({
      name: `the magic of ${name} in ${size} bytes`,
      bytes: layOut(size, { 0: magic.subarray(0, size) }),
    })),
  )
}

function qcow2Header(version: number, features: bigint, backing = 0n): Uint8Array {
  return layOut(DISK, {
    0: concat(ascii('QFI'), u8(0xfb), u32be(version), u64be(backing)),
    20: u32be(16),
    24: u64be(1 << 20),
    72: u64be(features),
  })
}

function qcow2(): HostileImage[] {
  const features = Array.from({ length: 64 }, (_, bit) => ({
    name: `qcow2 with incompatible bit ${bit}`,
    bytes: qcow2Header(3, 1n << BigInt(bit)),
  }))
  const versions = [0, 1, 2, 3, 4, 0xffffffff].map((version) => ({
    name: `qcow2 of version ${version} with bit 2`,
    bytes: qcow2Header(version, 4n),
  }))
  const backed = { name: 'qcow2 with a backing offset', bytes: qcow2Header(3, 0n, 1n << 63n) }
  return [...features, ...versions, backed]
}

function others(): HostileImage[] {
  const luks = [0, 1, 2, 0xffff].map((version) => ({
    name: `LUKS of version ${version}`,
    bytes: layOut(DISK, { 0: concat(ascii('LUKS'), Uint8Array.of(0xba, 0xbe), u16be(version)) }),
  }))
  const volumes = ['CD001', 'NSR02', 'NSR03', 'BEA01', 'CD002'].map((identifier) => ({
    name: `a volume descriptor ${identifier}`,
    bytes: layOut(DISK, { 32768: concat(u8(1), ascii(identifier), u8(1)) }),
  }))
  const cutVolume = {
    name: 'a volume descriptor cut short',
    bytes: layOut(34_815, { 32769: ascii('CD001') }),
  }
  return [...luks, ...volumes, cutVolume, { name: 'nothing', bytes: new Uint8Array() }]
}

/** What stands at the beginning of each format, to be put together. */
const LAYERS: Readonly<Record<string, Parts>> = {
  qcow2: { 0: concat(ascii('QFI'), u8(0xfb), u32be(3)) },
  vhd: { 0: ascii('conectix') },
  luks: { 0: concat(ascii('LUKS'), Uint8Array.of(0xba, 0xbe), u16be(1)) },
  vdi: { 64: u32le(0xbeda107f) },
  mbr: mbr(LINUX),
  iso: { 32769: ascii('CD001') },
}

function polyglots(): HostileImage[] {
  const names = Object.keys(LAYERS)
  return names.flatMap((first) =>
    names.map((second) => ({
      name: `${first} and ${second}`,
      bytes: layOut(DISK, { ...LAYERS[first], ...LAYERS[second] }),
    })),
  )
}

/** Files that are cut, forged, or several things at once; qemu-img makes none of them. */
export function hostileImages(): readonly HostileImage[] {
  return [
    ...tables(),
    ...cut(),
    ...qcow2(),
    ...vmdkImages(),
    ...textImages(),
    ...vhdxImages(),
    ...others(),
    ...polyglots(),
  ]
}
