import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, type Field, getNumber } from './mutations.ts'

/** Fields of the header (docs/interop/qed_spec.rst). */
const FIELDS: readonly Field[] = [
  [4, 4],
  [8, 4],
  [12, 4],
  [16, 8],
  [24, 8],
  [32, 8],
  [40, 8],
  [48, 8],
  [56, 4],
  [60, 4],
]
const L1_OFFSET = 40

export const qedSeeds: FuzzSeeds = {
  name: 'qed',
  images: (folder) => [
    madeImage(folder, 'qed', 'cluster_size=4k,table_size=2', [
      'write -P 3 1000k 90k',
      'write -z 2M 64k',
    ]),
    madeImage(folder, 'qed', 'cluster_size=65536,table_size=4', ['write -P 3 1000k 90k']),
  ],
  mutate: (random, bytes, { bytes: original }) => {
    const l1 = Number(getNumber(original, L1_OFFSET, 8, 'le'))
    const l2 = Number(getNumber(original, l1, 8, 'le'))
    random.pick([
      () => changeField(bytes, FIELDS, 'le', random),
      () => changeEntry(bytes, { offset: l1, count: 16, width: 8 }, 'le', random),
      () => changeEntry(bytes, { offset: l2, count: 512, width: 8 }, 'le', random),
    ])()
  },
}
