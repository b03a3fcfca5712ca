import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { concat, u32le, u64le, zeros } from '../bytes/encoders.ts'
import { qemuImg } from '../programs/qemu-img.ts'
import type { SeededRandom } from './seeded-random.ts'

const MIB = 2 ** 20
const SECTOR = 512

/** As VMware exports them: a stream of 3 MiB, of which 1 is written, whose directory a footer names. */
export function footerStream(folder: string): Buffer {
  writeFileSync(join(folder, 'raw'), concat(new Uint8Array(MIB).fill(3), zeros(2 * MIB)))
  const to = ['-O', 'vmdk', '-o', 'subformat=streamOptimized']
  qemuImg(folder, 'convert', '-f', 'raw', ...to, 'raw', 'stream.vmdk')
  const bytes = readFileSync(join(folder, 'stream.vmdk'))
  const padded = concat(bytes, zeros((SECTOR - (bytes.length % SECTOR)) % SECTOR))
  const marker = concat(zeros(8), u32le(0), u32le(3), zeros(SECTOR - 16))
  const footer = padded.slice(0, SECTOR)
  padded.set(u64le(0xffffffffffffffffn), 56)
  return Buffer.from(concat(padded, marker, footer, zeros(SECTOR)))
}

/** The kinds of a grain's entry, by its uppermost four bits. */
const SE_KINDS = [0n, 1n, 2n, 3n] as const
const SE = { volatile: 1, directory: 8, tables: 64, grains: 64 + 3 * 64, grainSectors: 8 } as const

/**
 * A space-efficient sparse extent as ESX writes it (block/vmdk.c, `VMDKSESparseConstHeader`): grains of
 * every kind, in a disk of which the second of three grain tables is not there.
 */
export function seSparse(random: SeededRandom, sectors: number): Buffer {
  const held = 300
  const bytes = Buffer.alloc((SE.grains + held * SE.grainSectors) * SECTOR)
  const fields: Readonly<Record<number, bigint>> = {
    0: 0xcafebaben,
    8: 0x2_0000_0001n,
    16: BigInt(sectors),
    24: BigInt(SE.grainSectors),
    32: 64n,
    80: BigInt(SE.volatile),
    88: 1n,
    128: BigInt(SE.directory),
    136: 1n,
    144: BigInt(SE.tables),
    152: 3n * 64n,
    192: BigInt(SE.grains),
    200: BigInt(held * SE.grainSectors),
    [SE.volatile * SECTOR]: 0xcafecafen,
    [SE.directory * SECTOR]: 0x1000_0000_0000_0000n,
    [SE.directory * SECTOR + 16]: 0x1000_0000_0000_0002n,
  }
  for (const [at, value] of Object.entries(fields)) bytes.writeBigUInt64LE(value, Number(at))
  for (const table of [0, 2]) {
    for (let grain = 0; grain < 900; grain += 1) {
      const at = (SE.tables + table * 64) * SECTOR + grain * 8
      bytes.writeBigUInt64LE(seEntry(random, BigInt(random.below(held))), at)
    }
  }
  bytes.set(random.bytes(held * SE.grainSectors * SECTOR), SE.grains * SECTOR)
  return bytes
}

/** The number of a grain stands with its lowest twelve bits above the others. */
function seEntry(random: SeededRandom, grain: bigint): bigint {
  const kind = random.pick(SE_KINDS)
  if (kind !== 3n) return kind << 60n
  return (kind << 60n) | ((grain & 0xfffn) << 48n) | (grain >> 12n)
}

/** An ESX extent of 600 sectors with grains of one, of which every third is there. */
export function cowd(random: SeededRandom): Uint8Array {
  const [directory, table, data] = [4, 5, 37]
  const bytes = Buffer.alloc((data + 200) * 512)
  bytes.write('COWD')
  for (const [index, value] of [1, 3, 600, 1, directory, 1].entries()) {
    bytes.writeUInt32LE(value, 4 + index * 4)
  }
  bytes.writeUInt32LE(table, directory * 512)
  for (let grain = 0; grain < 600; grain += 3) {
    bytes.writeUInt32LE(data + grain / 3, table * 512 + grain * 4)
  }
  bytes.set(random.bytes(200 * 512), data * 512)
  return bytes
}
