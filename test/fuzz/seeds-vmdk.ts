import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { cowd, footerStream, seSparse } from '../helpers/images/vmdk-images.ts'
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
/** Fields of the header of an ESX extent. */
const COWD_FIELDS: readonly Field[] = [8, 12, 16, 20, 24].map((offset) => [offset, 4])
/** Fields of both headers of a space-efficient extent. */
const SE_FIELDS: readonly Field[] = [
  0,
  8,
  16,
  24,
  32,
  40,
  80,
  88,
  128,
  136,
  144,
  152,
  192,
  200,
  512,
  512 + 24,
].map((offset) => [offset, 8])
const SE_SECTORS = 3 * 4096 * 8
const GRAIN_DIRECTORY = 56
const SECTOR = 512
const COWD = 'COWD'.charCodeAt(0)
const SE_SPARSE = 0xbe
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
      madeImage(folder, 'vmdk', 'zeroed_grain=on', [...write, 'write -z 1M 256k']),
      madeImage(folder, 'vmdk', 'subformat=streamOptimized', ['write -P 3 1M 64k']),
      { name: 'a stream with a footer', bytes: footerStream(folder) },
      { name: 'an ESX extent', bytes: cowd(new SeededRandom(1)) },
      { name: 'a space-efficient extent', bytes: seSparse(new SeededRandom(1), SE_SECTORS) },
    ]
  },
  mutate: (random, bytes, { bytes: original }) => {
    if (original[0] === COWD) return mutateCowd(random, bytes)
    if (original[0] === SE_SPARSE) return mutateSeSparse(random, bytes)
    const isText = original[0] === '#'.charCodeAt(0)
    const text = { offset: isText ? 0 : SECTOR, length: 500 }
    if (isText || random.below(4) === 0) return changeText(bytes, text, WORDS, random)
    const header = headerOf(original)
    const fields = FIELDS.map(([offset, width]): Field => [header + offset, width])
    const place = Number(getNumber(original, header + GRAIN_DIRECTORY, 8, 'le')) * SECTOR
    const directory = { offset: place, count: 512, width: 4 } as const
    random.pick([
      () => changeField(bytes, random.pick([fields, FIELDS]), 'le', random),
      () => changeEntry(bytes, directory, 'le', random),
      () => changeTable(bytes, original, place, random),
    ])()
  },
}

/** The header counts that the footer repeats, where there is one. */
function headerOf(bytes: Uint8Array): number {
  const isAtEnd = getNumber(bytes, GRAIN_DIRECTORY, 8, 'le') === 0xffffffffffffffffn
  return isAtEnd ? bytes.length - 2 * SECTOR : 0
}

/** An entry of a grain table, or what stands where it leads: the marker and the packed bytes. */
function changeTable(
  bytes: Uint8Array,
  original: Uint8Array,
  directory: number,
  random: SeededRandom,
): void {
  const entry = Math.min(directory + random.below(2) * 4, original.length - 4)
  const table = Number(getNumber(original, entry, 4, 'le')) * SECTOR
  if (random.below(2) === 0) {
    changeEntry(bytes, { offset: table, count: 64, width: 4 }, 'le', random)
    return
  }
  const grain = Number(getNumber(original, table + 4 * 16, 4, 'le')) * SECTOR
  const marker: readonly Field[] = [
    [grain, 8],
    [grain + 8, 4],
    [grain + 12, 2],
    [grain + 20, 1],
  ]
  changeField(bytes, marker, 'le', random)
}

function mutateCowd(random: SeededRandom, bytes: Uint8Array): void {
  if (random.below(2) === 0) changeField(bytes, COWD_FIELDS, 'le', random)
  else changeEntry(bytes, { offset: 4 * SECTOR, count: 400, width: 4 }, 'le', random)
}

/** A field, an entry of the directory, or one of the first table or the third. */
function mutateSeSparse(random: SeededRandom, bytes: Uint8Array): void {
  const sector = random.pick([0, 8, 64, 64 + 2 * 64])
  if (sector === 0) changeField(bytes, SE_FIELDS, 'le', random)
  else changeEntry(bytes, { offset: sector * SECTOR, count: 64, width: 8 }, 'le', random)
}
