import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LayerContext } from '../../shared/formats/disk/types.ts'
import { type CountingSource, hostileSource } from '../helpers/bytes/hostile-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { damageBlindly } from './blind.ts'
import { Budget, type Cost } from './budget.ts'
import type { FuzzImage, FuzzSeeds } from './fuzz-seeds.ts'
import { isRefused, type Work, worksOn } from './works.ts'

const MIB = 2 ** 20
/** Bounds of one piece of work on a file of 1 MiB, whatever the file says. */
const MOST = { milliseconds: 200, typedBytes: 64 * MIB, heapBytes: 64 * MIB, bytesRead: 64 * MIB }
/** A busy machine makes anything slow for a while, and garbage is collected at its own time. */
const TRIES = 12
const PAUSE_MS = 50

export interface FuzzRun {
  /** The same `seed` and images are the same run. */
  readonly seed: number
  readonly rounds: number
  /** The first round, to repeat one alone. */
  readonly first?: number
}

/** Which work came to a result, and which was refused, how often. */
export type Tally = Map<string, { results: number; refusals: number }>

export interface Mutated {
  readonly title: string
  readonly bytes: Uint8Array
  /** Length that the file claims to have: one that shrinks is shorter. */
  readonly length: number
}

/** Damages or composes an image a round, and does with it all that there is to do. */
export function fuzzFormat(
  seeds: FuzzSeeds,
  folder: string,
  { seed, rounds, first = 0 }: FuzzRun,
): Tally {
  const images = seeds.images(folder, new SeededRandom(seed))
  const tally: Tally = new Map()
  const budget = new Budget()
  for (let round = first; round < first + rounds; round += 1) {
    // A generator of its own for each, so that a round can be repeated alone.
    const random = new SeededRandom(seed * 1_000_003 + round)
    const mutated = mutatedImage(seeds, images, random)
    const name = `${seeds.name}-seed-${seed}-round-${round}`
    keepOnFailure(name, mutated, () => doAll(mutated, budget, random, tally))
  }
  return tally
}

export function mutatedImage(
  seeds: FuzzSeeds,
  images: readonly FuzzImage[],
  random: SeededRandom,
): Mutated {
  if (seeds.compose !== undefined && random.below(5) === 0) {
    const bytes = seeds.compose(random)
    return { title: 'composed', bytes, length: bytes.length }
  }
  const image = random.pick(images)
  const bytes = image.bytes.slice()
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const structured = seeds.mutate !== undefined && random.below(3) > 0
    if (structured) seeds.mutate?.(random, bytes, image)
    else damageBlindly(bytes, image, images, random)
  }
  const length = random.below(10) === 0 ? random.below(bytes.length + 1) : bytes.length
  const claimed = length + (random.below(10) === 0 ? random.below(2 ** 19) : 0)
  return { title: image.name, bytes: bytes.subarray(0, length), length: claimed }
}

function doAll(image: Mutated, budget: Budget, random: SeededRandom, tally: Tally): void {
  const source = hostileSource(image.bytes, image.length)
  for (const work of worksOn(source, contextOf(image, budget, random), random)) {
    const sum = tally.get(work.name) ?? { results: 0, refusals: 0 }
    tally.set(work.name, sum)
    if (bounded(source, work, budget)) sum.refusals += 1
    else sum.results += 1
  }
}

/** Files that the image may name: there or not, and the image itself among them. */
function contextOf({ bytes }: Mutated, budget: Budget, random: SeededRandom): LayerContext {
  const other = memorySource(random.below(4) === 0 ? bytes : new Uint8Array(MIB))
  const context = { codecs: budget.codecs }
  return random.below(4) === 0 ? context : { ...context, dataFile: other, extentFile: () => other }
}

/** Whether the work was refused, within its bounds. Throws when it takes more, or ends otherwise. */
export function bounded(source: CountingSource, work: Work, budget: Budget): boolean {
  let refused = false
  const run = (): void => {
    refused = isRefused(work)
  }
  const before = source.bytesRead()
  let cost = budget.watch(run)
  const bytesRead = source.bytesRead() - before
  for (let again = 1; again < TRIES && isOver({ ...cost, bytesRead }); again += 1) {
    pause()
    cost = least(cost, budget.measure(run))
  }
  const over = isOver({ ...cost, bytesRead })
  if (over !== undefined) throw new Error(`${work.name} takes too much: ${over}`)
  return refused
}

function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
}

function isOver(cost: Cost & { readonly bytesRead: number }): string | undefined {
  const names = ['milliseconds', 'typedBytes', 'heapBytes', 'bytesRead'] as const
  const name = names.find((one) => cost[one] > MOST[one])
  return name === undefined ? undefined : `${cost[name]} ${name} of ${MOST[name]}`
}

/** The first run alone was watched; how long it takes, and how the heap grows, changes each time. */
function least(first: Cost, again: Omit<Cost, 'typedBytes'>): Cost {
  return {
    typedBytes: first.typedBytes,
    milliseconds: Math.min(first.milliseconds, again.milliseconds),
    heapBytes: Math.min(first.heapBytes, again.heapBytes),
  }
}

/** An image that something went wrong with stays where it can be looked at. */
function keepOnFailure(name: string, { title, bytes, length }: Mutated, work: () => void): void {
  try {
    work()
  } catch (error) {
    const path = join(tmpdir(), `cowscope-fuzz-${name}.img`)
    writeFileSync(path, bytes)
    const said = error instanceof Error ? error.message : String(error)
    const message = `${name} (${title}, ${bytes.length} of ${length} bytes, in ${path}): ${said}`
    throw new Error(message, { cause: error })
  }
}
