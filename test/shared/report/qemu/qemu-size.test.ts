import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fullBackingFilename } from '../../../../shared/report/backing-path.ts'
import { formatF2, qemuSize } from '../../../../shared/report/qemu/qemu-size.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

const SIZES = [
  0, 512, 1024, 1536, 10_240, 197_120, 197_632, 198_144, 1_023_488, 1_023_999, 1_024_000, 1_048_576,
  1_572_864, 1_048_064_000, 1_048_576_000, 1_073_741_824, 5_368_709_120, 21_474_836_480,
  1_098_437_885_952, 1_099_511_627_776, 1_125_899_906_842_624, 7_881_299_347_898_368,
].map((size) => size - (size % 512))

test.each(SIZES)('%i bytes as qemu-img prints them', (size) => {
  const file = join(folder, 'sparse')
  writeFileSync(file, '')
  truncateSync(file, Math.min(size, 8 * 2 ** 40))
  const shown = Math.min(size, 8 * 2 ** 40)
  expect(qemuImg(folder, 'info', '-U', '-f', 'raw', file)).toContain(
    `virtual size: ${qemuSize(shown)} (${shown} bytes)`,
  )
})

test.each([
  [999, '999 B'],
  [1023, '0.999 KiB'],
  [1_023_488, '1e+03 KiB'],
  [1_024_000, '0.977 MiB'],
  [2 ** 50, '1 PiB'],
  [1.5 * 2 ** 50, '1.5 PiB'],
])('%i bytes: %s', (size, text) => {
  expect(qemuSize(size)).toBe(text)
})

test.each([
  ['disk', 'base', 'base'],
  ['d/disk', 'base', 'd/base'],
  ['/i/u/disk', '../_base/b', '/i/u/../_base/b'],
  ['/i/u/disk', '/b', '/b'],
  ['/i/u/disk', 'file:b', 'file:b'],
  ['/i/u/disk', 'a:b', 'a:b'],
  ['/i/u/disk', './a:b', '/i/u/./a:b'],
  ['/i/u/disk', 'json:{"a":1}', 'json:{"a":1}'],
])('%s with backing file %s: %s', (overlay, recorded, full) => {
  expect(fullBackingFilename(overlay, recorded)).toBe(full)
})

test.each([
  [40.125, '40.12'],
  [40.375, '40.38'],
  [0.625, '0.62'],
  [99.875, '99.88'],
  [100, '100.00'],
  [33.336, '33.34'],
])('%d is rounded as C rounds it: ties go to the even digit', (value, text) => {
  expect(formatF2(value)).toBe(text)
})
