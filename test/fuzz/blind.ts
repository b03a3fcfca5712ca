import type { SeededRandom } from '../helpers/images/seeded-random.ts'
import type { FuzzImage } from './fuzz-seeds.ts'

const SECTOR = 512
const INTERESTING = [0, 1, 2, 0x20, 0x22, 0x2f, 0x7f, 0x80, 0xee, 0xff]

/** Damage that knows nothing of the format. */
export function damageBlindly(
  bytes: Uint8Array,
  image: FuzzImage,
  others: readonly FuzzImage[],
  random: SeededRandom,
): void {
  if (bytes.length === 0) return
  switch (random.below(8)) {
    case 0:
      copySectors(bytes, bytes, image, random)
      return
    case 1:
      copySectors(random.pick(others).bytes, bytes, image, random)
      return
    default:
      changeBytes(bytes, image, random)
  }
}

/** Where the image has something: changing a byte of a hole rarely does anything. */
function placeIn(image: FuzzImage, random: SeededRandom): number {
  const used = usedSectors(image)
  if (used.length === 0 || random.below(8) === 0) return random.below(image.bytes.length)
  return random.pick(used) * SECTOR + random.below(SECTOR)
}

function changeBytes(bytes: Uint8Array, image: FuzzImage, random: SeededRandom): void {
  for (let count = 1 + random.below(8); count > 0; count -= 1) {
    const at = Math.min(placeIn(image, random), bytes.length - 1)
    bytes[at] = random.below(2) === 0 ? random.below(256) : random.pick(INTERESTING)
  }
}

/** Some sectors stand where others were: tables in tables, loops, the head of another image. */
function copySectors(
  from: Uint8Array,
  to: Uint8Array,
  image: FuzzImage,
  random: SeededRandom,
): void {
  const whole = (at: number): number => at - (at % SECTOR)
  const source = random.below(3) === 0 ? 0 : whole(random.below(from.length + 1))
  const target = whole(Math.min(placeIn(image, random), to.length - 1))
  const length = SECTOR * (1 + random.below(128))
  to.set(from.slice(source, source + Math.min(length, to.length - target)), target)
}

const used = new WeakMap<FuzzImage, readonly number[]>()

function usedSectors(image: FuzzImage): readonly number[] {
  const known = used.get(image)
  if (known !== undefined) return known
  const sectors: number[] = []
  for (let at = 0; at < image.bytes.length; at += SECTOR) {
    if (image.bytes.subarray(at, at + SECTOR).some((byte) => byte !== 0)) sectors.push(at / SECTOR)
  }
  used.set(image, sectors)
  return sectors
}
