import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweepPlan } from '../helpers/clutter/plan-sweep.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'

const SEED = Number(process.env['COWSCOPE_FUZZ_SEED'] ?? 1)
/** A node is made on disk, scanned twice and taken apart: far more than a round over an image. */
const NODES = Math.ceil(Number(process.env['COWSCOPE_FUZZ_ROUNDS'] ?? 20_000) / 20)
const FIRST = Number(process.env['COWSCOPE_FUZZ_FIRST'] ?? 0)

const all = temporaryFolder()

test('no plan takes what is needed, or frees other than it says', async () => {
  for (let at = FIRST; at < FIRST + NODES; at += 1) {
    const folder = join(all, String(at))
    const { faults } = await sweepPlan(folder, new SeededRandom(SEED * 1_000_003 + at))
    expect(faults, `COWSCOPE_FUZZ_SEED=${SEED} COWSCOPE_FUZZ_FIRST=${at}`).toEqual([])
    rmSync(folder, { recursive: true })
  }
})
