import { expect, test } from 'vitest'
import { seedImages } from '../fuzz/qcow2-images.ts'
import { fuzzQcow2 } from '../fuzz/qcow2-rounds.ts'
import { SeededRandom } from '../helpers/disk-images.ts'
import { temporaryFolder } from '../helpers/qemu-img.ts'

const folder = temporaryFolder()

test('damaged images that qemu-img has made end in a result or a refusal, and in both', () => {
  const tally = fuzzQcow2(seedImages(folder, new SeededRandom(7)), 7, 400)
  expect([...tally.keys()]).toHaveLength(6)
  for (const [name, { results, refusals }] of tally) {
    expect(results, name).toBeGreaterThan(10)
    expect(refusals, name).toBeGreaterThan(10)
  }
})
