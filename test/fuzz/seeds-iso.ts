import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bootable } from '../differential/hostile-images.ts'
import type { FuzzImage, FuzzSeeds } from './fuzz-seeds.ts'
import { changeField, changeText, type Field } from './mutations.ts'

const PRIMARY = 32_768
/** Numbers of the primary volume descriptor in both orders, and of its root (ECMA-119, 8.4). */
const FIELDS: readonly Field[] = [
  ...[80, 84, 132, 136, 140, 148].map((offset): Field => [PRIMARY + offset, 4]),
  ...[120, 122, 124, 126, 128, 130].map((offset): Field => [PRIMARY + offset, 2]),
  ...[156, 157].map((offset): Field => [PRIMARY + offset, 1]),
  ...[158, 166].map((offset): Field => [PRIMARY + offset, 4]),
]
const WORDS = [
  'CD001',
  'NSR02',
  'NSR03',
  'BEA01',
  'TEA01',
  '\u0001',
  '\u00ff',
  'QFI\u00fb',
  'EFI PART',
]
const LABEL_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  iso9660: ['-V', 'config-2', '-J', '-r'],
  udf: ['-udf', '-V', 'UDF'],
}

export const isoSeeds: FuzzSeeds = {
  name: 'iso',
  images: (folder) => {
    const content = join(folder, 'content')
    mkdirSync(join(content, 'openstack/latest'), { recursive: true })
    writeFileSync(join(content, 'openstack/latest/meta_data.json'), '{"uuid": "x"}')
    const made = Object.entries(LABEL_OPTIONS).map(([name, options]): FuzzImage => {
      const path = join(folder, `${name}.iso`)
      execFileSync('genisoimage', ['-quiet', ...options, '-o', path, content])
      return { name, bytes: readFileSync(path) }
    })
    return [
      ...made,
      ...made.map(({ name, bytes }) => ({ name: `bootable ${name}`, bytes: bootable(bytes) })),
    ]
  },
  mutate: (random, bytes) => {
    if (random.below(2) === 0)
      changeField(bytes, FIELDS, random.pick(['le', 'be'] as const), random)
    else {
      const sector = 2048 * random.below(16)
      changeText(bytes, { offset: PRIMARY + sector, length: 8 }, WORDS, random)
    }
  },
}
