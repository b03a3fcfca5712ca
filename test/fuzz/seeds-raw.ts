import { hostileImages } from '../differential/hostile-images.ts'
import type { FuzzSeeds } from './fuzz-seeds.ts'
import { changeText } from './mutations.ts'

/** Magics of all formats, and where each of them stands. */
const MAGICS: readonly (readonly [offset: number, magic: string])[] = [
  [0, 'QFI\u00fb\0\0\0\u0003'],
  [0, 'QFI\u00fb\0\0\0\u0001'],
  [0, 'KDMV\u0001\0\0\0'],
  [0, 'COWD'],
  [0, 'QED\0'],
  [0, 'conectix'],
  [0, 'vhdxfile'],
  [0, 'WithoutFreeSpace'],
  [0, 'WithouFreSpacExt'],
  [0, 'LUKS\u00ba\u00be\0\u0001'],
  [0, '# Disk DescriptorFile\n'],
  [64, '\u007f\u0010\u00da\u00be'],
  [510, '\u0055\u00aa'],
  [512, 'EFI PART'],
  [32_769, 'CD001'],
  [32_769, 'NSR03'],
]

export const rawSeeds: FuzzSeeds = {
  name: 'raw',
  images: (_, random) => [
    { name: 'noise', bytes: random.bytes(70_000) },
    { name: 'zeros', bytes: new Uint8Array(70_000) },
    { name: 'one byte', bytes: new Uint8Array(1) },
    ...hostileImages(),
  ],
  mutate: (random, bytes) => {
    if (random.below(4) === 0) {
      changeText(
        bytes,
        { offset: Math.max(0, bytes.length - 512), length: 512 },
        ['conectix', 'koly'],
        random,
      )
      return
    }
    const [offset, magic] = random.pick(MAGICS)
    const there = Buffer.from(magic, 'latin1').subarray(0, Math.max(0, bytes.length - offset))
    if (there.length > 0) bytes.set(there, offset)
  },
}
