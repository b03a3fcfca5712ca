import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  AES_IN_QCOW2,
  createEncrypted,
  LUKS_IN_QCOW2,
  LUKS_VOLUME,
} from '../helpers/images/encrypted-images.ts'
import type { SeededRandom } from '../helpers/images/seeded-random.ts'
import { CHEAP_KEYS, luksVolume } from '../helpers/programs/cryptsetup.ts'
import type { FuzzImage, FuzzSeeds } from './fuzz-seeds.ts'
import { changeField, changeText, type Field } from './mutations.ts'

/** Numbers of the header, then of its eight key slots (LUKS On-Disk Format 1.2.3, 2). */
const FIELDS: readonly Field[] = [
  [6, 2],
  [104, 4],
  [108, 4],
  [164, 4],
  ...Array.from({ length: 8 }, (_, slot) =>
    [0, 4, 40, 44].map((offset): Field => [208 + slot * 48 + offset, 4]),
  ).flat(),
]
/** Names of cipher, mode and hash, and the UUID. */
const TEXTS = [
  { offset: 8, length: 32 },
  { offset: 40, length: 32 },
  { offset: 72, length: 32 },
  { offset: 168, length: 40 },
] as const
const WORDS = ['aes', 'xts-plain64', 'sha256', '\0', '\n', '\u001b[2J', 'é', 'x'.repeat(40)]
/** qcow2's pointer to the header inside of it (type 0x0537be77), as qemu writes it. */
const CRYPTO_EXTENSION = Buffer.from('0537be7700000010', 'hex')
const MOST = 2 ** 20
const VERSION_2 = 'version 2'
/** Version and size of the header of version 2, whose JSON area is its second sector (LUKS2 format). */
const FIELDS_2: readonly Field[] = [
  [6, 2],
  [8, 8],
  [16, 8],
  [256, 8],
]
const JSON_AREA = { offset: 4096, length: 900 }
const JSON_WORDS = [
  '{',
  '}',
  '[[[',
  '"',
  '\0',
  '-1',
  '1e999',
  'null',
  '99999999999999999999',
  '"offset":',
]

export const luksSeeds: FuzzSeeds = {
  name: 'luks',
  images: (folder) => {
    createEncrypted(folder, LUKS_VOLUME, 'plain', '3M')
    createEncrypted(folder, [...LUKS_IN_QCOW2, '-o', 'cluster_size=4k'], 'qcow2', '3M')
    createEncrypted(folder, AES_IN_QCOW2, 'aes', '3M')
    luksVolume(join(folder, VERSION_2), '--type', 'luks2', ...CHEAP_KEYS, '--label', 'name')
    return ['plain', 'qcow2', 'aes', VERSION_2].map((name) => ({
      name,
      bytes: readFileSync(join(folder, name)).subarray(0, MOST),
    }))
  },
  mutate: (random, bytes, image) => {
    if (image.name === VERSION_2) return mutateVersion2(random, bytes)
    const base = headerOf(image)
    const at = ([offset, width]: Field): Field => [base.luks + offset, width]
    const pointer: readonly Field[] = [
      [32, 4],
      [base.pointer, 8],
      [base.pointer + 8, 8],
    ]
    random.pick([
      () => changeField(bytes, FIELDS.map(at), 'be', random),
      () => changeField(bytes, base.pointer > 0 ? pointer : FIELDS, 'be', random),
      () => {
        const { offset, length } = random.pick(TEXTS)
        changeText(bytes, { offset: base.luks + offset, length }, WORDS, random)
      },
    ])()
  },
}

function mutateVersion2(random: SeededRandom, bytes: Uint8Array): void {
  if (random.below(2) === 0) changeField(bytes, FIELDS_2, 'be', random)
  else changeText(bytes, JSON_AREA, JSON_WORDS, random)
}

/** Where the LUKS header is in a qcow2 image, and where the pointer to it; 0 in a plain volume. */
function headerOf({ bytes }: FuzzImage): { readonly luks: number; readonly pointer: number } {
  const head = Buffer.from(bytes.subarray(0, 4096))
  const found = head.indexOf(CRYPTO_EXTENSION)
  if (found < 0) return { luks: 0, pointer: 0 }
  const pointer = found + CRYPTO_EXTENSION.length
  return { luks: Number(head.readBigUInt64BE(pointer)), pointer }
}
