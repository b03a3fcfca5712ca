import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, type Field, getNumber } from './mutations.ts'

/** Fields of the header, by their offset and length (block/qcow.c, QCowHeader). */
const FIELDS: readonly Field[] = [
  [4, 4],
  [8, 8],
  [16, 4],
  [24, 8],
  [32, 1],
  [33, 1],
  [36, 4],
  [40, 8],
]
const L1_OFFSET = 40
/** Entries of 4 KiB clusters' L2 tables, as qemu makes them. */
const L2_ENTRIES = 512

export const qcowSeeds: FuzzSeeds = {
  name: 'qcow',
  images: (folder) => [
    madeImage(folder, 'qcow', '', ['write -P 3 1000k 90k', 'write -c -P 4 64k 4k']),
    madeImage(folder, 'qcow', '', ['write -P 3 40G 10k', 'write -P 3 63G 10k'], '64G'),
  ],
  mutate: (random, bytes, { bytes: original }) => {
    const l1 = Number(getNumber(original, L1_OFFSET, 8, 'be'))
    const l2 = Number(getNumber(original, l1, 8, 'be'))
    random.pick([
      () => changeField(bytes, FIELDS, 'be', random),
      () => changeEntry(bytes, { offset: l1, count: 64, width: 8 }, 'be', random),
      () => changeEntry(bytes, { offset: l2, count: L2_ENTRIES, width: 8 }, 'be', random),
    ])()
  },
}
