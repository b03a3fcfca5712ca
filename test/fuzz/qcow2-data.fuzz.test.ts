import { expect, test } from 'vitest'
import { SeededRandom } from '../helpers/disk-images.ts'
import { temporaryFolder } from '../helpers/qemu-img.ts'
import { seedImages } from './qcow2-images.ts'
import { fuzzQcow2 } from './qcow2-rounds.ts'

/** `COWSCOPE_FUZZ_SEED` repeats a run, `COWSCOPE_FUZZ_ROUNDS` makes it longer. */
const SEED = Number(process.env['COWSCOPE_FUZZ_SEED'] ?? 1)
const ROUNDS = Number(process.env['COWSCOPE_FUZZ_ROUNDS'] ?? 20_000)
const MOST_MS = 200
/** A busy machine makes anything slow once. */
const TRIES = 4

const folder = temporaryFolder()

/** Processor time, which hardly depends on what else runs. */
function cpuTime(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

test(`${ROUNDS} qcow2 images are checked, mapped, measured and read, or refused (seed ${SEED})`, () => {
  const images = seedImages(folder, new SeededRandom(SEED))
  fuzzQcow2(images, SEED, ROUNDS, (work, title) => {
    let time = cpuTime(work)
    for (let again = 1; time > MOST_MS && again < TRIES; again += 1) {
      time = Math.min(time, cpuTime(work))
    }
    expect(time, `processor time: ${title}`).toBeLessThanOrEqual(MOST_MS)
  })
})
