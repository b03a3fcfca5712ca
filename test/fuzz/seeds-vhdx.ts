import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeField, type Field } from './mutations.ts'

const KIB = 1024
/** Both headers, the region table and the entries in it ([MS-VHDX], 2.2). */
const FIELDS: readonly Field[] = [64 * KIB, 128 * KIB].flatMap((header): readonly Field[] => [
  [header + 4, 4],
  [header + 8, 8],
  [header + 64, 2],
  [header + 66, 2],
  [header + 68, 4],
  [header + 72, 8],
])
const REGIONS: readonly Field[] = [0, 32].flatMap((entry): readonly Field[] => [
  [192 * KIB + 8, 4],
  [192 * KIB + 16 + entry + 16, 8],
  [192 * KIB + 16 + entry + 24, 4],
  [192 * KIB + 16 + entry + 28, 4],
])

export const vhdxSeeds: FuzzSeeds = {
  name: 'vhdx',
  images: (folder) => [
    madeImage(folder, 'vhdx', 'block_size=1M,log_size=1M', ['write -P 3 100k 90k'], '2M'),
    madeImage(folder, 'vhdx', 'subformat=dynamic', [], '60G'),
  ],
  mutate: (random, bytes) => changeField(bytes, random.pick([FIELDS, REGIONS]), 'le', random),
}
