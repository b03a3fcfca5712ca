import { execFileSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CLUSTER_SIZE, encodeQcow2 } from '../../../shared/sample/encode/qcow2.ts'
import { encodeRaw } from '../../../shared/sample/encode/raw.ts'
import { randomBytes } from '../../../shared/sample/random.ts'
import type { FileContent } from '../../../shared/sample/tree.ts'

const GIB = 2 ** 30

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cowscope-encode-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function write(name: string, content: FileContent): string {
  const path = join(folder, name)
  const fd = openSync(path, 'w')
  ftruncateSync(fd, content.length)
  for (const { offset, bytes } of content.parts) writeSync(fd, bytes, 0, bytes.length, offset)
  closeSync(fd)
  return path
}

function qemuImg(...args: readonly string[]): string {
  return execFileSync('qemu-img', args, { encoding: 'utf8' })
}

/** Cluster numbers of a disk of 120 GiB, mixed with data and zeros, in the order of writing. */
const guestClusters = fc
  .uniqueArray(fc.integer({ min: 0, max: (120 * GIB) / CLUSTER_SIZE - 1 }), { maxLength: 12 })
  .chain((indexes) =>
    fc.array(fc.boolean(), { minLength: indexes.length, maxLength: indexes.length }).map((zero) =>
      indexes.map((index, turn) => ({
        index,
        ...(zero[turn] !== true && { bytes: randomBytes(index, CLUSTER_SIZE) }),
      })),
    ),
  )

describe('encodeQcow2', () => {
  test('qemu-img finds nothing wrong and reads the same content as in a raw image', () => {
    fc.assert(
      fc.property(guestClusters, (clusters) => {
        const virtualSize = 120 * GIB
        const image = write('image.qcow2', encodeQcow2({ virtualSize, clusters }))
        const raw = write('image.raw', encodeRaw(virtualSize, clusters))

        expect(qemuImg('check', image)).toContain('No errors were found on the image.')
        expect(qemuImg('compare', '-f', 'qcow2', '-F', 'raw', image, raw)).toContain('identical')
      }),
      { numRuns: 12 },
    )
  })

  test('a zero cluster hides what the backing file holds', () => {
    const bytes = randomBytes(1, CLUSTER_SIZE)
    const base = write('base.raw', encodeRaw(GIB, [{ index: 5, bytes }]))
    const backing = { name: base, format: 'raw' }
    const image = write(
      'overlay.qcow2',
      encodeQcow2({ virtualSize: GIB, clusters: [{ index: 5 }], backing }),
    )
    const empty = write('empty.raw', encodeRaw(GIB, []))

    expect(qemuImg('compare', '-F', 'raw', image, empty)).toContain('identical')
  })

  test('qemu-img reads back the names and the features', () => {
    const backing = { name: '/srv/base', format: 'raw' }
    const overlay = write('names.qcow2', encodeQcow2({ virtualSize: GIB, clusters: [], backing }))
    expect(JSON.parse(qemuImg('info', '--output=json', overlay))).toMatchObject({
      format: 'qcow2',
      'virtual-size': GIB,
      'cluster-size': CLUSTER_SIZE,
      'backing-filename': '/srv/base',
      'backing-filename-format': 'raw',
      'format-specific': { data: { compat: '1.1', 'refcount-bits': 16, corrupt: false } },
    })

    const forged = { virtualSize: GIB, clusters: [], dataFile: '/etc/shadow' }
    const info = qemuImg('info', '--output=json', write('data-file.qcow2', encodeQcow2(forged)))
    expect(JSON.parse(info)).toMatchObject({
      'format-specific': { data: { 'data-file': '/etc/shadow', 'data-file-raw': false } },
    })
  })

  test('refuses more clusters than its refcount block counts', () => {
    const bytes = new Uint8Array(CLUSTER_SIZE)
    const clusters = Array.from({ length: 40_000 }, (_, index) => ({ index, bytes }))

    expect(() => encodeQcow2({ virtualSize: 4 * GIB, clusters })).toThrow(RangeError)
  })
})
