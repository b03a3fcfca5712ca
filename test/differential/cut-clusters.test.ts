import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { CutWatch } from '../../shared/formats/disk/cut-watch.ts'
import { openDisk } from '../../shared/formats/disk/disk.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { checkQcow2 } from '../helpers/images/in-one-go.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const path = join(folder, 'disk')

/** What each part of the program says of an image whose file ends where it does. */
function told(bytes: Uint8Array) {
  const source = memorySource(bytes)
  const disk = openDisk(openLayer(source, 'qcow2', { codecs: nodeCodecs }))
  const watch = new CutWatch(() => bytes.length)
  for (const extent of disk.extents(0, undefined, watch)) watch.see(extent)
  const { checks } = imageVerdict(source, { role: 'disk', withTables: true })
  const truncated = checks.find(({ code }) => code === 'truncated')?.state
  return { check: checkQcow2(source).beyondEndCount, lost: watch.lost, truncated }
}

const SOUND = { check: 0, lost: 0, truncated: 'pass' }

function make(options: string, size: string, ...writes: readonly string[]): Uint8Array {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, 'disk', size)
  if (writes.length > 0) qemuIo(path, writes)
  return new Uint8Array(readFileSync(path))
}

describe('a file that is cut inside its last cluster', () => {
  test.each([
    [512, 511],
    [65_536, 1],
    [65_536, 100],
    [65_536, 65_535],
    [2_097_152, 2_097_151],
  ])('of %i bytes by %i: each byte of it is told', (clusterSize, cut) => {
    const bytes = make(`cluster_size=${clusterSize}`, '8M', 'write -P 7 0 4M')
    expect(told(bytes)).toEqual(SOUND)
    const left = told(bytes.subarray(0, bytes.length - cut))
    expect(left).toEqual({ check: 1, lost: cut, truncated: 'warning' })
  })

  test('of which only subclusters are used: what is missing of those is told, and nothing else', () => {
    const bytes = make('cluster_size=64k,extended_l2=on', '8M', 'write -P 7 0 64k', 'write 1M 3k')
    expect(bytes.length % 65_536).toBe(4096)
    expect(told(bytes)).toEqual(SOUND)
    const left = told(bytes.subarray(0, bytes.length - 1))
    expect(left).toEqual({ check: 1, lost: 1, truncated: 'warning' })
  })

  test('that is packed: more than the rest of a sector is told', () => {
    const raw = Buffer.alloc(
      65_536,
      'The guest’s own bytes, which do not fit a sector when packed. ',
    )
    for (let at = 0; at < raw.length; at += 7) raw[at] = (at * at) % 251
    writeFileSync(join(folder, 'raw'), raw)
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'disk', '8M')
    qemuIo(path, [`write -c -s ${join(folder, 'raw')} 0 64k`])
    const bytes = new Uint8Array(readFileSync(path))
    expect(told(bytes)).toEqual(SOUND)
    const left = told(bytes.subarray(0, bytes.length - 1024))
    expect(left).toMatchObject({ check: 1, truncated: 'warning' })
  })
})

describe('a file that qemu ended itself is not said to be cut', () => {
  const MODES = ['off', 'metadata', 'falloc', 'full']
  const shapes = ['512', '64k', '2M'].flatMap((cluster) =>
    MODES.flatMap((mode) =>
      [cluster === '512' ? 'off' : 'on', 'off'].map(
        (extended) =>
          `cluster_size=${cluster},preallocation=${mode},extended_l2=${extended}` as const,
      ),
    ),
  )

  test.each([...new Set(shapes)])('%s', (options) => {
    const writes = ['write 0 512', 'write -z 1M 64k', 'write 2097664 1536', 'discard 0 64k']
    expect(told(make(options, '5000192')), 'made').toEqual(SOUND)
    expect(told(make(options, '5000192', ...writes)), 'written').toEqual(SOUND)
    if (options.includes('extended_l2=off')) qemuImg(folder, 'snapshot', '-c', 'one', 'disk')
    qemuImg(folder, 'resize', '-q', 'disk', '+1M')
    expect(told(new Uint8Array(readFileSync(path))), 'grown').toEqual(SOUND)
  })

  test.each([
    ['whole', []],
    ['packed', ['-c']],
    ['packed with zstd', ['-c', '-o', 'compression_type=zstd']],
    ['in subclusters', ['-o', 'extended_l2=on']],
    ['out of order', ['-W', '-m', '8']],
  ])('converted, %s', (_, options) => {
    const raw = Buffer.alloc(5_000_192)
    for (let at = 0; at < raw.length; at += 3) raw[at] = (at * 31 + (at >> 9)) & 0xff
    raw.fill(0, 1_000_000, 2_500_000)
    writeFileSync(join(folder, 'raw'), raw)
    qemuImg(folder, 'convert', '-f', 'raw', '-O', 'qcow2', ...options, 'raw', 'disk')
    expect(told(new Uint8Array(readFileSync(path)))).toEqual(SOUND)
  })

  test('on a base, of which the rest of each cluster is copied', () => {
    qemuImg(folder, 'create', '-q', '-f', 'raw', 'base', '5000192')
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-b', 'base', '-F', 'raw', 'disk')
    qemuIo(path, ['write 0 512', 'write 4999680 512'])
    expect(told(new Uint8Array(readFileSync(path)))).toEqual(SOUND)
  })
})
