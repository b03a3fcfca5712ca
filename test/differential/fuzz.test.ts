import { describe, expect, test } from 'vitest'
import { FUZZED_FORMATS } from '../fuzz/formats.ts'
import { fuzzFormat } from '../fuzz/rounds.ts'
import { qcow2Seeds } from '../fuzz/seeds-qcow2.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'

const ROUNDS = 120

describe('damaged images end in a result or in a typed error, quickly and in little memory', () => {
  test.each(FUZZED_FORMATS)('$name', (seeds) => {
    const tally = fuzzFormat(seeds, temporaryFolder(), { seed: 7, rounds: ROUNDS })
    for (const [name, { results, refusals }] of tally) {
      expect(results + refusals, name).toBeGreaterThanOrEqual(ROUNDS)
    }
    expect(tally.get('details')).toEqual({ results: ROUNDS, refusals: 0 })
  })

  test('qcow2 images in both: the damage reaches what the reading checks', () => {
    const tally = fuzzFormat(qcow2Seeds, temporaryFolder(), { seed: 8, rounds: 200 })
    const walks = ['check', 'snapshot space', 'map', 'map of a snapshot', 'measure', 'read']
    for (const name of walks) {
      expect(tally.get(name)?.results, name).toBeGreaterThan(10)
      expect(tally.get(name)?.refusals, name).toBeGreaterThan(10)
    }
  })
})
