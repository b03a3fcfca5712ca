import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { madeOnce } from '../helpers/made-once.ts'
import { FUZZED_FORMATS } from './formats.ts'
import type { FuzzImage, FuzzSeeds } from './fuzz-seeds.ts'

export interface SeedImages {
  readonly seeds: FuzzSeeds
  readonly images: readonly FuzzImage[]
}

/** The images of every format, made once a run by qemu-img and others: that takes seconds. */
export function seedImages(): readonly SeedImages[] {
  return FUZZED_FORMATS.map((seeds) => ({ seeds, images: imagesOf(seeds) }))
}

/** Those of one format. */
export function imagesOf(seeds: FuzzSeeds): readonly FuzzImage[] {
  const folder = madeOnce(`seeds-${seeds.name}`, (draft) => {
    const images = seeds.images(draft, new SeededRandom(1))
    for (const [index, { bytes }] of images.entries()) writeFileSync(join(draft, `${index}`), bytes)
    writeFileSync(join(draft, NAMES), JSON.stringify(images.map(({ name }) => name)))
  })
  const names: readonly string[] = JSON.parse(readFileSync(join(folder, NAMES), 'utf8'))
  return names.map((name, index) => ({ name, bytes: readFileSync(join(folder, `${index}`)) }))
}

const NAMES = 'names.json'
