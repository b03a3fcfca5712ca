import { beforeAll, expect, test } from 'vitest'
import { openWindow } from '../../../../shared/bytes/window.ts'
import type { ImageDetails } from '../../../../shared/formats/details.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { inspectQcow2 } from '../../../../shared/formats/qcow2/details.ts'
import { readImage } from '../../../../shared/formats/read.ts'
import { mutatedImage } from '../../../fuzz/rounds.ts'
import { imagesOf, type SeedImages, seedImages } from '../../../fuzz/seed-images.ts'
import { qcow2Seeds } from '../../../fuzz/seeds-qcow2.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { SeededRandom } from '../../../helpers/images/seeded-random.ts'

/** As it is read where no header was seen before. */
function readAnew(bytes: Uint8Array): ImageDetails {
  return readImage(openWindow(memorySource(bytes), new Uint8Array(4096)), inspectQcow2)
}

let all: readonly SeedImages[] = []

beforeAll(() => {
  all = seedImages()
}, 120_000)

test('an image says the same whether its header was seen before or not', () => {
  const images = imagesOf(qcow2Seeds)
  let known = 0
  for (let round = 0; round < 150; round += 1) {
    const { bytes } = mutatedImage(qcow2Seeds, images, new SeededRandom(round))
    const {
      partitions: _,
      iso: _iso,
      content: _content,
      ...first
    } = inspectImage(memorySource(bytes))
    expect(first).toEqual(readAnew(bytes))
    const again = inspectImage(memorySource(bytes))
    if (again.qcow2 !== undefined && again.qcow2 === first.qcow2) known += 1
    // A shorter file with the same header, and one with a table that its end cuts.
    const shorter = bytes.subarray(0, Math.floor(bytes.length / 2))
    expect(inspectImage(memorySource(shorter)).faults).toEqual(readAnew(shorter).faults)
  }
  expect(known).toBeGreaterThan(0)
})

test('what was read of an image stays as it is while others are read', () => {
  for (const { seeds, images } of all) {
    for (let round = 0; round < 15; round += 1) {
      const { bytes } = mutatedImage(seeds, images, new SeededRandom(round))
      const details = inspectImage(memorySource(bytes))
      const before = structuredClone(details)
      inspectImage(memorySource(new Uint8Array(4096).fill(0xa5)))
      expect(details).toEqual(before)
    }
  }
})
