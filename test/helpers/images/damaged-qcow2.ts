import { readFileSync } from 'node:fs'
import type { SeededRandom } from './seeded-random.ts'

/** An image in memory whose tables a test damages. */
export class Damaged {
  readonly bytes: Buffer
  readonly clusterSize: number

  /** A file, or bytes that become its own; `clusterSize` where the header does not tell any more. */
  constructor(image: string | Buffer, clusterSize?: number) {
    this.bytes = typeof image === 'string' ? readFileSync(image) : image
    this.clusterSize = clusterSize ?? 2 ** this.bytes.readUInt32BE(20)
  }

  get l1(): number {
    return this.offsetAt(40)
  }

  get l2(): number {
    return this.offsetAt(this.l1)
  }

  get refcountTable(): number {
    return this.offsetAt(48)
  }

  get refcountBlock(): number {
    return this.offsetAt(this.refcountTable)
  }

  get snapshots(): number {
    return this.offsetAt(64)
  }

  get bitmapExtension(): number {
    return this.bytes.indexOf(Buffer.from('2385287500000018', 'hex')) + 8
  }

  get bitmapDirectory(): number {
    return this.offsetAt(this.bitmapExtension + 16)
  }

  offsetAt(at: number): number {
    return Number(this.u64(at) & 0x00fffffffffffe00n)
  }

  u64(at: number): bigint {
    return this.bytes.readBigUInt64BE(at)
  }

  set(at: number, value: bigint): void {
    this.bytes.writeBigUInt64BE(BigInt.asUintN(64, value), at)
  }

  flip(at: number, bits: bigint): void {
    this.set(at, this.u64(at) ^ bits)
  }
}

const OFFSETS = 0xfffffffffffe00n

/** Where the tables of an image have entries of 64 bits: the header's own fields are left alone. */
export function tableEntries(image: Damaged, random: SeededRandom): readonly number[] {
  const { bytes, clusterSize, l1, refcountTable, snapshots } = image
  const places: number[] = []
  const within = (at: number): boolean => at + 8 <= bytes.length
  const table = (at: number): number => (within(at) ? Number(image.u64(at) & OFFSETS) : 0)
  for (let index = 0; index < bytes.readUInt32BE(36); index += 1) {
    places.push(l1 + index * 8)
    const l2 = table(l1 + index * 8)
    for (let at = l2; l2 !== 0 && at < l2 + clusterSize && within(at); at += 8) {
      if (image.u64(at) !== 0n || random.below(16) === 0) places.push(at)
    }
  }
  for (let index = 0; index < 4; index += 1) {
    places.push(refcountTable + index * 8)
    const block = table(refcountTable + index * 8)
    for (let count = 0; block !== 0 && count < 8; count += 1)
      places.push(block + random.below(8) * 8)
  }
  if (bytes.readUInt32BE(60) > 0) {
    for (let word = 0; word < 12; word += 1) places.push(snapshots + word * 8)
  }
  return places.filter(within)
}

/** One entry becomes another of the kinds that are wrong in interesting ways. */
export function damage(image: Damaged, places: readonly number[], random: SeededRandom): void {
  const { bytes, clusterSize } = image
  const at = random.pick(places)
  const old = image.u64(at)
  const clusters = Math.ceil(bytes.length / clusterSize)
  const values: readonly (() => bigint)[] = [
    () => old ^ (1n << BigInt(random.below(64))),
    () => old ^ (1n << BigInt(random.below(64))),
    () => old ^ (1n << 63n),
    () => old ^ (1n << 62n),
    () => old | 1n,
    () => old + 512n,
    () => 0n,
    () => image.u64(random.pick(places)),
    () => BigInt(random.below(clusters + 2) * clusterSize) | (BigInt(random.below(2)) << 63n),
    () => BigInt(random.below(2 ** 31)) * BigInt(random.below(2 ** 31)),
  ]
  image.set(at, random.pick(values)())
}
