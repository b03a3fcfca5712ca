import { bochsHeader, cloopHeader } from '../helpers/images/qemu-only.ts'
import type { FuzzSeeds } from './fuzz-seeds.ts'
import { changeField, type Field } from './mutations.ts'

/** Version, length of the header, catalogue, bitmap, extent, and the disk's size of either version. */
const BOCHS_FIELDS: readonly Field[] = [
  [64, 4],
  [68, 4],
  [72, 4],
  [76, 4],
  [80, 4],
  [84, 8],
  [88, 8],
]
/** Size and number of blocks, and the first of their places. */
const CLOOP_FIELDS: readonly Field[] = [
  [128, 4],
  [132, 4],
  [136, 8],
  [144, 8],
]

/** Formats of which the header alone is read. */
export const bochsSeeds: FuzzSeeds = {
  name: 'bochs',
  images: () => [{ name: 'a growing disk', bytes: bochsHeader() }],
  mutate: (random, bytes) => changeField(bytes, BOCHS_FIELDS, 'le', random),
}

export const cloopSeeds: FuzzSeeds = {
  name: 'cloop',
  images: () => [{ name: 'two blocks', bytes: cloopHeader() }],
  mutate: (random, bytes) => changeField(bytes, CLOOP_FIELDS, 'be', random),
}
