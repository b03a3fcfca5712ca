import {
  DYNAMIC_CHECKSUM,
  FOOTER_CHECKSUM,
  vpcChecksum,
} from '../../shared/formats/vpc/checksum.ts'
import { differencingVpc } from '../helpers/bytes/encoders-vpc.ts'
import type { SeededRandom } from '../helpers/images/seeded-random.ts'
import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, type Field, setNumber } from './mutations.ts'

/** Fields of the footer and of the dynamic header (VHD specification 1.0). */
const FOOTER: readonly Field[] = [
  [8, 4],
  [12, 4],
  [16, 8],
  [40, 8],
  [48, 8],
  [56, 4],
  [60, 4],
  [64, 4],
]
const DYNAMIC: readonly Field[] = [
  [528, 8],
  [536, 4],
  [540, 4],
  [544, 4],
  [548, 4],
]
const BLOCK_TABLE = 1536
/** Platform, length and place of the first locators, and the parent's name. */
const LOCATORS: readonly Field[] = [0, 24, 48].flatMap((at): Field[] => {
  const locator = 512 + 576 + at
  return [
    [locator, 4],
    [locator + 8, 4],
    [locator + 16, 8],
    [576 + at, 2],
  ]
})
/** Of the first block of the differencing disk. */
const BITMAPS: readonly Field[] = [6144, 6148, 6152].map((offset) => [offset, 4])

export const vpcSeeds: FuzzSeeds = {
  name: 'vpc',
  images: (folder) => [
    madeImage(folder, 'vpc', 'subformat=dynamic', ['write -P 3 1100k 90k']),
    madeImage(folder, 'vpc', 'subformat=fixed', ['write -P 3 100k 90k'], '1M'),
    { name: 'a differencing disk', bytes: Buffer.from(differencing()) },
  ],
  mutate: (random, bytes, { bytes: { length } }) => {
    mutateOne(random, bytes, length)
    // Most of what is found behind a checksum needs one that is right.
    if (random.below(4) > 0 && bytes.length >= 1536) {
      seal(bytes.subarray(0, 512), FOOTER_CHECKSUM)
      seal(bytes.subarray(512, 1536), DYNAMIC_CHECKSUM)
    }
  },
}

/** Two blocks of 32 KiB of five, of which every second sector is the disk's own. */
function differencing(): Uint8Array {
  const blockSize = 32_768
  const own = Array.from({ length: 32 }, (_, index) => index * 2)
  const block = { own, data: new Uint8Array(blockSize).fill(9) }
  const locators = [
    { platform: 'W2ru', path: Buffer.from('.\\base.vhd', 'utf16le') },
    { platform: 'MacX', path: Buffer.from('file://localhost/base.vhd') },
  ]
  const parent = { uuid: new Uint8Array(16).fill(1), name: 'base.vhd', locators }
  const blocks = [undefined, block, undefined, block, undefined]
  return differencingVpc({ size: 5 * blockSize }, parent, blockSize, blocks)
}

function seal(bytes: Uint8Array, at: number): void {
  setNumber(bytes, at, 4, 'be', BigInt(vpcChecksum(bytes, at)))
}

function mutateOne(random: SeededRandom, bytes: Uint8Array, length: number): void {
  const last = FOOTER.map(([offset, width]): Field => [length - 512 + offset, width])
  random.pick([
    () => changeField(bytes, FOOTER, 'be', random),
    () => changeField(bytes, last, 'be', random),
    () => changeField(bytes, DYNAMIC, 'be', random),
    () => changeField(bytes, LOCATORS, 'be', random),
    () => changeField(bytes, BITMAPS, 'be', random),
    () => changeEntry(bytes, { offset: BLOCK_TABLE, count: 5, width: 4 }, 'be', random),
  ])()
}
