import { execFileSync } from 'node:child_process'
import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { usedBytes } from '../../../../shared/formats/qcow2/used-space.ts'
import { withFile } from '../../../helpers/bytes/file-source.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

function used(name: string): number | undefined {
  return withFile(join(folder, name), ({ source }) => usedBytes(source))
}

/** Clusters that qemu-img itself counts as in use: all of the file, which has no holes. */
function write(name: string, ...commands: readonly string[]): void {
  execFileSync('qemu-io', [
    ...commands.flatMap((one) => ['-c', one]),
    '-f',
    'qcow2',
    join(folder, name),
  ])
}

test.each([
  ['65536', []],
  ['4096', []],
  ['2M', []],
  ['65536', ['refcount_bits=1']],
  ['65536', ['refcount_bits=64']],
])('of an image in clusters of %s, %j, is the file as qemu leaves it', (size, more) => {
  const name = `plain-${size}-${more.join()}.qcow2`
  const options = [`cluster_size=${size}`, ...more].join()
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, name, '64M')
  write(name, 'write 0 1M', 'write 40M 3M')
  // The last table may end short of its cluster.
  const length = statSync(join(folder, name)).size
  expect(used(name)).toBe(length)
})

test('does not count what lies in the file and is not used', () => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'longer.qcow2', '64M')
  write('longer.qcow2', 'write 0 1M')
  const length = statSync(join(folder, 'longer.qcow2')).size
  truncateSync(join(folder, 'longer.qcow2'), length + 5 * 1024 ** 2)
  expect(used('longer.qcow2')).toBe(Math.ceil(length / 65_536) * 65_536)
})

test('is not known of an image that is not all here, or whose data are elsewhere', () => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'short.qcow2', '64M')
  write('short.qcow2', 'write 0 8M')
  truncateSync(join(folder, 'short.qcow2'), 1024 ** 2)
  expect(used('short.qcow2')).toBeUndefined()
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'data_file=data.raw', 'data.qcow2', '1M')
  expect(used('data.qcow2')).toBeUndefined()
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'lazy_refcounts=on', 'dirty.qcow2', '1M')
  const bytes = readFileSync(join(folder, 'dirty.qcow2'))
  // The lowest bit of the incompatible features (qcow2.rst): refcounts may be stale.
  bytes[79] = 1
  writeFileSync(join(folder, 'dirty.qcow2'), bytes)
  expect(used('dirty.qcow2')).toBeUndefined()
})
