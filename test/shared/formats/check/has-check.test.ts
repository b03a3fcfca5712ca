import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasCheck } from '../../../../shared/formats/check/has-check.ts'
import { UsedClusters } from '../../../../shared/formats/check/used-clusters.ts'
import { findChecker } from '../../../../shared/formats/check-image.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const IMAGES: readonly (readonly [string, ...string[]])[] = [
  ['qcow2'],
  ['qcow'],
  ['qed'],
  ['parallels'],
  ['vdi'],
  ['vhdx'],
  ['vpc'],
  ['raw'],
  ['vmdk'],
  ['vmdk', '-o', 'subformat=streamOptimized'],
  ['vmdk', '-o', 'subformat=monolithicFlat'],
]

test.each(IMAGES)(
  'offers a check of %s %s %s where there is one, which is where qemu-img has one',
  (format, ...options) => {
    const name = `image-${options.join('-')}.${format}`
    qemuImg(folder, 'create', '-q', '-f', format, ...options, name, '4M')
    const source = memorySource(readFileSync(join(folder, name)))
    const isOffered = hasCheck(inspectImage(source))
    expect(isOffered).toBe(findChecker(source).checker !== undefined)
    expect(isOffered).toBe(runQemuImg(folder, ['check', '-f', format, name]).status !== 63)
  },
)

test('tells the stretches of clusters that nobody has taken', () => {
  const used = new UsedClusters()
  for (const cluster of [3, 4, 9, 4096, 90_000]) expect(used.take(cluster)).toBe(true)
  expect(used.take(9)).toBe(false)
  expect([...used.unused(1, 90_002)]).toEqual([
    { first: 1, count: 2 },
    { first: 5, count: 4 },
    { first: 10, count: 4086 },
    { first: 4097, count: 85_903 },
    { first: 90_001, count: 1 },
  ])
})
