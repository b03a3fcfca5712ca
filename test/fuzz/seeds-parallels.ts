import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, type Field } from './mutations.ts'

/** Fields of the header (docs/interop/parallels.rst). */
const FIELDS: readonly Field[] = [
  [16, 4],
  [20, 4],
  [24, 4],
  [28, 4],
  [32, 4],
  [36, 8],
  [44, 4],
  [48, 4],
  [52, 4],
  [56, 8],
]
const ALLOCATION_TABLE = 64

export const parallelsSeeds: FuzzSeeds = {
  name: 'parallels',
  images: (folder) => [
    madeImage(folder, 'parallels', 'cluster_size=65536', ['write -P 3 1100k 90k']),
    madeImage(folder, 'parallels', 'cluster_size=1M', []),
  ],
  mutate: (random, bytes) => {
    if (random.below(2) === 0) changeField(bytes, FIELDS, 'le', random)
    else changeEntry(bytes, { offset: ALLOCATION_TABLE, count: 48, width: 4 }, 'le', random)
  },
}
