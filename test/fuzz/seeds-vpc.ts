import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, type Field } from './mutations.ts'

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

export const vpcSeeds: FuzzSeeds = {
  name: 'vpc',
  images: (folder) => [
    madeImage(folder, 'vpc', 'subformat=dynamic', ['write -P 3 1100k 90k']),
    madeImage(folder, 'vpc', 'subformat=fixed', ['write -P 3 100k 90k'], '1M'),
  ],
  mutate: (random, bytes, { bytes: { length } }) => {
    const last = FOOTER.map(([offset, width]): Field => [length - 512 + offset, width])
    random.pick([
      () => changeField(bytes, FOOTER, 'be', random),
      () => changeField(bytes, last, 'be', random),
      () => changeField(bytes, DYNAMIC, 'be', random),
      () => changeEntry(bytes, { offset: BLOCK_TABLE, count: 2, width: 4 }, 'be', random),
    ])()
  },
}
