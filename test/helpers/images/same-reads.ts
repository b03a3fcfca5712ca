import { expect } from 'vitest'
import type { GuestDisk } from '../../../shared/formats/disk/types.ts'
import { SeededRandom } from './seeded-random.ts'

const READS = 200

/** Whether all of the disk, read at once and in pieces, is what it is to hold. */
export function expectSameBytes(disk: GuestDisk, expected: Buffer): void {
  const whole = new Uint8Array(disk.size).fill(0xa5)
  disk.read(whole, 0)
  expect(Buffer.compare(whole, expected)).toBe(0)
  expectSameReads(disk, expected)
}

/** Whether pieces of the disk at random are what it is to hold, which has its length. */
export function expectSameReads(disk: GuestDisk, expected: Buffer): void {
  const random = new SeededRandom(7)
  expect(disk.size).toBe(expected.length)
  for (let count = 0; count < READS; count += 1) {
    const offset = random.below(disk.size)
    const length = random.below(Math.min(disk.size - offset, 300_000)) + 1
    // What was in the target before must not shine through.
    const target = new Uint8Array(length).fill(0xa5)
    disk.read(target, offset)
    const same = Buffer.compare(target, expected.subarray(offset, offset + length)) === 0
    expect(same, `${length} bytes at ${offset}`).toBe(true)
  }
}
