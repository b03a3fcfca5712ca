import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, type Field } from './mutations.ts'

/** Fields of the header (block/vdi.c, VdiHeader). */
const FIELDS: readonly Field[] = [
  [0x44, 4],
  [0x48, 4],
  [0x4c, 4],
  [0x154, 4],
  [0x158, 4],
  [0x168, 4],
  [0x170, 8],
  [0x178, 4],
  [0x17c, 4],
  [0x180, 4],
  [0x184, 4],
  [0x1a8, 4],
  [0x1b8, 4],
]
const BLOCK_MAP = 512

export const vdiSeeds: FuzzSeeds = {
  name: 'vdi',
  images: (folder) => [
    madeImage(folder, 'vdi', 'static=off', ['write -P 3 1100k 90k']),
    madeImage(folder, 'vdi', 'static=off', [], '60G'),
    madeImage(folder, 'vdi', 'static=on', ['write -P 3 100k 90k'], '900k'),
  ],
  mutate: (random, bytes) => {
    if (random.below(2) === 0) changeField(bytes, FIELDS, 'le', random)
    else changeEntry(bytes, { offset: BLOCK_MAP, count: 4, width: 4 }, 'le', random)
  },
}
