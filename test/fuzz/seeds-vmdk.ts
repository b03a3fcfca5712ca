import type { FuzzSeeds } from './fuzz-seeds.ts'
import { madeImage } from './made-image.ts'
import { changeEntry, changeField, changeText, type Field, getNumber } from './mutations.ts'

/** Fields of the sparse header (VMDK specification 5.0, SparseExtentHeader). */
const FIELDS: readonly Field[] = [
  [4, 4],
  [8, 4],
  [12, 8],
  [20, 8],
  [28, 8],
  [36, 8],
  [44, 4],
  [48, 8],
  [56, 8],
  [64, 8],
  [77, 2],
]
const GRAIN_DIRECTORY = 56
const SECTOR = 512
const WORDS = [
  'RW 10 SPARSE "x"\n',
  'RW 18446744073709551615 FLAT "../x" 5\n',
  'RW -1 ZERO\n',
  'createType="vmfs"\n',
  'createType="streamOptimized"\n',
  'parentCID=00000000\n',
  'parentFileNameHint="/etc/shadow"\n',
  'CID=',
  '"',
  '/',
  '..',
  '\n',
  '\0',
]

export const vmdkSeeds: FuzzSeeds = {
  name: 'vmdk',
  images: (folder) => {
    const write = ['write -P 3 1100k 90k', 'write -P 4 2M 64k']
    const kinds = ['monolithicSparse', 'twoGbMaxExtentSparse', 'monolithicFlat']
    return [
      ...kinds.map((kind) => madeImage(folder, 'vmdk', `subformat=${kind}`, write)),
      madeImage(folder, 'vmdk', 'subformat=streamOptimized', ['write -P 3 1M 64k']),
    ]
  },
  mutate: (random, bytes, { bytes: original }) => {
    const isText = original[0] === '#'.charCodeAt(0)
    const text = { offset: isText ? 0 : SECTOR, length: 500 }
    if (isText || random.below(3) === 0) {
      changeText(bytes, text, WORDS, random)
      return
    }
    const directory = Number(getNumber(original, GRAIN_DIRECTORY, 8, 'le')) * SECTOR
    if (random.below(2) === 0) changeField(bytes, FIELDS, 'le', random)
    else changeEntry(bytes, { offset: directory, count: 512, width: 4 }, 'le', random)
  },
}
