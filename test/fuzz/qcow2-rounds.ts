import { expect } from 'vitest'
import { memorySource } from '../../shared/bytes/source.ts'
import { SeededRandom } from '../helpers/disk-images.ts'
import { type CountingSource, hostileSource } from '../helpers/hostile-source.ts'
import { watchAllocations } from './allocations.ts'
import { composed } from './qcow2-composed.ts'
import { type Mutated, mutated, type SeedImage } from './qcow2-images.ts'
import { isRefused, type Work, worksOn } from './qcow2-work.ts'

const MIB = 2 ** 20
/** Bytes that one piece of work on an image of 1 MiB takes, and reads, whatever the image says. */
const MOST_TAKEN = 64 * MIB
const MOST_READ = 64 * MIB

/** Which work came to a result, and which was refused, how often. */
export type Tally = Map<string, { results: number; refusals: number }>

/** Called with each piece of work, before it is done under watch. */
export type Runner = (work: () => void, title: string) => void

/** Damages or composes an image a round, and works on it; the same `seed` is the same run. */
export function fuzzQcow2(
  images: readonly SeedImage[],
  seed: number,
  rounds: number,
  runner: Runner = () => {},
): Tally {
  const tally: Tally = new Map()
  for (let round = 0; round < rounds; round += 1) {
    // A generator of its own for each, so that a round can be repeated alone.
    const random = new SeededRandom(seed * 1_000_003 + round)
    const { title, bytes, length } = imageOf(images, random)
    const dataFile = random.below(4) === 0 ? undefined : memorySource(new Uint8Array(MIB))
    const source = hostileSource(bytes, length)
    for (const work of worksOn(source, dataFile, random)) {
      const where = `${work.name}, round ${round} of seed ${seed}, ${title}`
      runner(() => isRefused(work), where)
      count(tally, work.name, bounded(source, work, where))
    }
  }
  return tally
}

function imageOf(
  images: readonly SeedImage[],
  random: SeededRandom,
): Mutated & { readonly title: string } {
  if (random.below(5) === 0) {
    const bytes = composed(random)
    return { title: 'composed', bytes, length: bytes.length }
  }
  const image = random.pick(images)
  return { title: image.title, ...mutated(image, random) }
}

/** Whether the work was refused, within its bounds. */
function bounded(source: CountingSource, work: Work, where: string): boolean {
  const before = source.bytesRead()
  let refused = false
  const taken = watchAllocations(() => {
    refused = isRefused(work)
  })
  expect(taken, `bytes taken: ${where}`).toBeLessThanOrEqual(MOST_TAKEN)
  expect(source.bytesRead() - before, `bytes read: ${where}`).toBeLessThanOrEqual(MOST_READ)
  return refused
}

function count(tally: Tally, name: string, refused: boolean): void {
  const sum = tally.get(name) ?? { results: 0, refusals: 0 }
  tally.set(name, sum)
  if (refused) sum.refusals += 1
  else sum.results += 1
}
