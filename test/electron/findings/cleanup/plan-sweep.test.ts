import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sweepPlan } from '../../../helpers/clutter/plan-sweep.ts'
import { SeededRandom } from '../../../helpers/images/seeded-random.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

/** `COWSCOPE_PLAN_SEED` makes other nodes, `COWSCOPE_PLAN_NODES` more of them. */
const SEED = Number(process.env['COWSCOPE_PLAN_SEED'] ?? 1)
const NODES = Number(process.env['COWSCOPE_PLAN_NODES'] ?? 40)

/** A node takes a quarter of a second, and much longer where everything else runs too. */
const MS_PER_NODE = 5000

const all = temporaryFolder()

const says = 'whatever a node holds, its plan takes nothing that is needed and frees what it says'
test(says, { timeout: NODES * MS_PER_NODE }, async () => {
  const found: (Awaited<ReturnType<typeof sweepPlan>> & { seed: number })[] = []
  for (let seed = SEED * 1000; seed < SEED * 1000 + NODES; seed += 1) {
    const swept = await sweepPlan(join(all, String(seed)), new SeededRandom(seed))
    found.push({ seed, ...swept })
  }
  const wrong = found.flatMap(({ seed, faults }) => faults.map((fault) => `${seed}: ${fault}`))
  expect(wrong).toEqual([])
  const sum = (of: (one: (typeof found)[number]) => number) =>
    found.reduce((n, one) => n + of(one), 0)
  const ofHosts = found.filter(({ opened }) => opened > 1)
  expect(ofHosts.reduce((n, { steps }) => n + steps, 0)).toBeGreaterThan(NODES / 4)
  // Of both there are enough for that to mean something.
  expect(sum(({ steps }) => steps)).toBeGreaterThan(NODES)
  expect(sum(({ withheld }) => withheld)).toBeGreaterThan(NODES / 4)
})
