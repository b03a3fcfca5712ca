import type { SeededRandom } from '../helpers/images/seeded-random.ts'

/** A number in a structure: its offset in the file, and its length in bytes. */
export type Field = readonly [offset: number, width: 1 | 2 | 4 | 8]
export type ByteOrder = 'be' | 'le'

const EXTREMES = [0n, 1n, 2n, 3n, 4n, 7n, 9n, 16n, 21n, 63n, 64n, 112n, 512n, 4096n]
const BIG_EXTREMES = [16n, 20n, 22n, 31n, 32n, 40n, 53n, 56n, 63n, 64n].flatMap((bits) => [
  (1n << bits) - 1n,
  1n << bits,
  (1n << bits) - 512n,
])

/** One of `fields` becomes another number of the kinds that are wrong in interesting ways. */
export function changeField(
  bytes: Uint8Array,
  fields: readonly Field[],
  order: ByteOrder,
  random: SeededRandom,
): void {
  const [offset, width] = random.pick(fields)
  if (offset + width > bytes.length) return
  const old = getNumber(bytes, offset, width, order)
  const value = random.pick([
    random.pick(EXTREMES),
    random.pick(BIG_EXTREMES),
    old ^ (1n << BigInt(random.below(width * 8))),
    old + BigInt(random.below(65) - 32),
    old + BigInt(random.below(65)) * 512n,
    BigInt(random.below(bytes.length + 1)) & ~511n,
    BigInt(Math.floor(bytes.length / 512)) + BigInt(random.below(3) - 1),
    sameWidth(bytes, fields, width, order, random),
  ])
  setNumber(bytes, offset, width, order, value)
}

/** An entry of a table of `count` numbers becomes another, that of another entry, or a row of some. */
export function changeEntry(
  bytes: Uint8Array,
  table: { readonly offset: number; readonly count: number; readonly width: 4 | 8 },
  order: ByteOrder,
  random: SeededRandom,
): void {
  const { offset, count, width } = table
  const there = Math.min(count, Math.floor((bytes.length - offset) / width))
  if (there <= 0 || offset < 0) return
  const place = (): Field => [offset + random.below(there) * width, width]
  const first = place()
  changeField(bytes, [first], order, random)
  if (random.below(4) > 0) return
  const value = getNumber(bytes, first[0], width, order)
  const step = BigInt(random.pick([0, 0, 1, 128, 512, 65_536]))
  for (let index = 0; index < Math.min(64, there); index += 1) {
    const at = first[0] + index * width
    if (at + width <= bytes.length) {
      setNumber(bytes, at, width, order, value + step * BigInt(index))
    }
  }
}

/** A word stands over what was in a text of `length` bytes at `offset`, or pushes it on. */
export function changeText(
  bytes: Uint8Array,
  place: { readonly offset: number; readonly length: number },
  words: readonly string[],
  random: SeededRandom,
): void {
  const end = Math.min(place.offset + place.length, bytes.length)
  if (end <= place.offset) return
  const at = place.offset + random.below(end - place.offset)
  const word = Buffer.from(random.pick(words)).subarray(0, end - at)
  if (random.below(2) === 0) bytes.copyWithin(at + word.length, at, end - word.length)
  bytes.set(word, at)
}

export function getNumber(
  bytes: Uint8Array,
  offset: number,
  width: number,
  order: ByteOrder,
): bigint {
  const part = bytes.slice(offset, offset + width)
  if (order === 'le') part.reverse()
  return part.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

/** Writes the low bytes of `value`. */
export function setNumber(
  bytes: Uint8Array,
  offset: number,
  width: number,
  order: ByteOrder,
  value: bigint,
): void {
  for (let index = 0; index < width; index += 1) {
    const at = order === 'le' ? offset + index : offset + width - 1 - index
    bytes[at] = Number((value >> BigInt(index * 8)) & 0xffn)
  }
}

function sameWidth(
  bytes: Uint8Array,
  fields: readonly Field[],
  width: number,
  order: ByteOrder,
  random: SeededRandom,
): bigint {
  const [offset, other] = random.pick(fields)
  return offset + other > bytes.length
    ? 0n
    : getNumber(bytes, offset, Math.min(width, other), order)
}
