import { expect, test } from 'vitest'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import type { FuzzSeeds } from './fuzz-seeds.ts'
import { fuzzFormat } from './rounds.ts'

/**
 * `COWSCOPE_FUZZ_SEED` repeats a run, `COWSCOPE_FUZZ_ROUNDS` makes it longer or shorter, and
 * `COWSCOPE_FUZZ_FIRST` is the round that it begins with.
 */
const SEED = Number(process.env['COWSCOPE_FUZZ_SEED'] ?? 1)
const ROUNDS = Number(process.env['COWSCOPE_FUZZ_ROUNDS'] ?? 20_000)
const FIRST = Number(process.env['COWSCOPE_FUZZ_FIRST'] ?? 0)

/** The fuzz of one format as a test. */
export function fuzzTest(seeds: FuzzSeeds): void {
  const folder = temporaryFolder()
  const title = `${ROUNDS} mutated images of ${seeds.name} end in results or in typed errors`
  test(`${title}, quickly and in little memory (seed ${SEED})`, () => {
    const tally = fuzzFormat(seeds, folder, { seed: SEED, rounds: ROUNDS, first: FIRST })
    for (const [name, { results, refusals }] of tally) {
      expect(results + refusals, name).toBeGreaterThanOrEqual(ROUNDS)
    }
  })
}
