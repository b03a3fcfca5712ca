import { differencing } from '../helpers/images/differencing-vhdx.ts'
import {
  sealVhdx,
  VHDX_HEADERS,
  VHDX_METADATA,
  VHDX_REGIONS,
  VHDX_TABLE,
} from '../helpers/images/edited-vhdx.ts'
import type { SeededRandom } from '../helpers/images/seeded-random.ts'
import { logged } from '../helpers/images/vhdx-log.ts'
import type { FuzzImage, FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, changeText, type Field } from './mutations.ts'

const MIB = 2 ** 20
/** Both headers ([MS-VHDX], 2.2.2). */
const HEADERS: readonly Field[] = VHDX_HEADERS.flatMap((header): readonly Field[] => [
  [header + 4, 4],
  [header + 8, 8],
  [header + 48, 8],
  [header + 64, 2],
  [header + 66, 2],
  [header + 68, 4],
  [header + 72, 8],
])
/** The region table and its entries (2.2.3). */
const REGIONS: readonly Field[] = [
  [VHDX_REGIONS + 8, 4],
  ...[0, 32, 64].flatMap((entry): readonly Field[] => [
    [VHDX_REGIONS + 16 + entry, 4],
    [VHDX_REGIONS + 32 + entry, 8],
    [VHDX_REGIONS + 40 + entry, 4],
    [VHDX_REGIONS + 44 + entry, 4],
  ]),
]
/** The metadata table, its entries, and the items that qemu-img writes (2.6). */
const METADATA: readonly Field[] = [
  [VHDX_METADATA + 10, 2],
  ...[0, 1, 2, 3, 4, 5].flatMap((entry): readonly Field[] =>
    [0, 16, 20, 24].map((at): Field => [VHDX_METADATA + 32 + entry * 32 + at, 4]),
  ),
]
const ITEMS: readonly Field[] = [
  ...[0, 4, 32, 36].map((at): Field => [VHDX_METADATA + 65_536 + at, 4]),
  [VHDX_METADATA + 65_536 + 8, 8],
]
/** Of the parent locator of the differencing image (2.6.2.6). */
const LOCATOR = VHDX_METADATA + 65_536 + 4096
const LOCATOR_FIELDS: readonly Field[] = [
  [LOCATOR + 18, 2],
  ...[20, 24, 32, 36].map((at): Field => [LOCATOR + at, 4]),
  ...[28, 30, 40, 42].map((at): Field => [LOCATOR + at, 2]),
]
/** Headers and first descriptors of two entries of the log (2.3.1). */
const LOG: readonly Field[] = [0, 8192].flatMap((entry): readonly Field[] => [
  ...[4, 8, 24].map((at): Field => [MIB + entry + at, 4]),
  ...[16, 32, 64, 72, 80, 88].map((at): Field => [MIB + entry + at, 8]),
])
/** The entry of the sector bitmap follows those of its 4096 blocks. */
const BITMAP_ENTRY = VHDX_TABLE + 4096 * 8

export const vhdxSeeds: FuzzSeeds = {
  name: 'vhdx',
  images: (folder) => {
    const options = 'block_size=1M,log_size=1M'
    const made = madeImage(folder, 'vhdx', options, ['write -P 3 100k 90k'], '3M')
    return [
      made,
      madeImage(folder, 'vhdx', 'subformat=dynamic', [], '60G'),
      { name: 'a log to be replayed', bytes: logged(new Uint8Array(made.bytes), 3) },
      { name: 'a differencing disk', bytes: child(made) },
    ]
  },
  mutate: (random, bytes) => {
    mutateOne(random, bytes)
    // What is found behind a checksum needs one that is right.
    if (random.below(4) > 0 && bytes.length > VHDX_METADATA) sealVhdx(bytes)
  },
}

function child({ bytes }: FuzzImage): Uint8Array {
  const locator = { relative_path: '..\\base.vhdx', parent_linkage: '{0}' }
  const own = (sector: number): boolean => sector % 3 === 0
  return differencing(new Uint8Array(bytes), { locator, partly: [0], own })
}

function mutateOne(random: SeededRandom, bytes: Uint8Array): void {
  const fields = random.pick([HEADERS, REGIONS, METADATA, ITEMS, LOCATOR_FIELDS, LOG])
  random.pick([
    () => changeField(bytes, fields, 'le', random),
    () => changeField(bytes, fields, 'le', random),
    () => changeEntry(bytes, { offset: VHDX_TABLE, count: 8, width: 8 }, 'le', random),
    () => changeEntry(bytes, { offset: BITMAP_ENTRY, count: 1, width: 8 }, 'le', random),
    () => changeText(bytes, { offset: LOCATOR + 44, length: 64 }, ['\\', '\0', '..', 'C:'], random),
  ])()
}
