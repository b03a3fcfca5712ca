import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HeldSpace, SnapshotsSpace } from '../../shared/formats/qcow2/snapshot-space.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { snapshotSpace } from '../helpers/images/in-one-go.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { qemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const KIB = 1024
const SIZE = 12_000_256

const CASES = [
  ['clusters of 512 bytes, of which the table takes several', 'cluster_size=512'],
  ['clusters of 4 KiB', 'cluster_size=4k'],
  ['clusters of 64 KiB', 'cluster_size=64k'],
  ['clusters of 512 KiB', 'cluster_size=512k'],
  ['version 2', 'cluster_size=16k,compat=0.10'],
  ['extended L2', 'cluster_size=16k,extended_l2=on'],
  ['zstd', 'cluster_size=64k,compression_type=zstd'],
] as const

/** Five snapshots with random writes between them; the first writes are compressed. */
function makeImage(name: string, options: string, random: SeededRandom): void {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, name, `${SIZE}`)
  qemuIo(join(folder, name), ['write -c -P 7 0 1M', 'write -c -P 8 4M 1M'])
  // Version 2 does not say how large the disk of a snapshot was.
  const resizable = !options.includes('compat=0.10')
  for (let index = 0; index < 5; index += 1) {
    qemuIo(join(folder, name), writes(random))
    if (index === 3 && resizable) qemuImg(folder, 'resize', '-q', name, `${SIZE + 4_000_256}`)
    qemuImg(folder, 'snapshot', '-c', `snapshot ${index}`, name)
  }
  qemuIo(join(folder, name), writes(random))
}

function writes(random: SeededRandom): string[] {
  return Array.from({ length: 8 }, () => {
    const at = random.below((SIZE - 700 * KIB) / 512) * 512
    const verb = random.pick(['write -P 3', 'write -P 4', 'write -z -u', 'discard'])
    return `${verb} ${at} ${(1 + random.below(1200)) * 512}`
  })
}

function ours(name: string): SnapshotsSpace {
  return snapshotSpace(memorySource(readFileSync(join(folder, name))))
}

const bytesOf = ({ diskBytes, vmStateBytes }: HeldSpace): number => diskBytes + vmStateBytes

/** Bytes of clusters with a refcount, which all these images have 16 bits wide. */
function bytesInUse(name: string): number {
  const bytes = readFileSync(join(folder, name))
  const clusterSize = 2 ** bytes.readUInt32BE(20)
  const table = Number(bytes.readBigUInt64BE(48))
  let clusters = 0
  for (let at = table; at < table + bytes.readUInt32BE(56) * clusterSize; at += 8) {
    const block = Number(bytes.readBigUInt64BE(at))
    const end = block === 0 ? block : Math.min(block + clusterSize, bytes.length)
    for (let entry = block; entry < end; entry += 2) {
      if (bytes.readUInt16BE(entry) !== 0) clusters += 1
    }
  }
  return clusters * clusterSize
}

/** What qemu-img frees on a copy when it deletes those snapshots. */
function freedBy(name: string, snapshots: readonly string[]): number {
  copyFileSync(join(folder, name), join(folder, 'copy.qcow2'))
  const before = bytesInUse('copy.qcow2')
  for (const snapshot of snapshots) qemuImg(folder, 'snapshot', '-d', snapshot, 'copy.qcow2')
  return before - bytesInUse('copy.qcow2')
}

describe('the space that only snapshots hold is what qemu-img frees when it deletes them', () => {
  test.each(CASES)('%s', (title, options) => {
    const name = `${title.replaceAll(' ', '-')}.qcow2`
    makeImage(name, options, new SeededRandom(options.length))
    const space = ours(name)
    expect(space.snapshots).toHaveLength(5)
    expect(space.changed).toBe(false)
    for (const snapshot of space.snapshots) {
      expect(bytesOf(snapshot), snapshot.name).toBe(freedBy(name, [snapshot.name]))
    }
    const all = space.snapshots.map((snapshot) => snapshot.name)
    expect(bytesOf(space.total)).toBe(freedBy(name, all))
  })
})

test('VM state that a snapshot saved is told from the disk', () => {
  const name = 'vm-state.qcow2'
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', 'cluster_size=64k', name, '4M')
  qemuIo(join(folder, name), ['write -b -P 5 0 256k', 'write -P 6 0 128k'])
  qemuImg(folder, 'snapshot', '-c', 'with state', name)
  qemuIo(join(folder, name), ['write -b -P 7 0 256k', 'write -P 8 64k 64k'])
  const { snapshots, shared } = ours(name)
  // Four clusters of state and the L2 table that maps them; one of the disk, its L2 table, L1 and
  // the table that names the snapshot.
  expect(snapshots).toEqual([
    { id: '1', name: 'with state', diskBytes: 4 * 65_536, vmStateBytes: 5 * 65_536 },
  ])
  expect(bytesOf(shared)).toBe(0)
  expect(5 * 65_536 + 4 * 65_536).toBe(freedBy(name, ['with state']))
})

test('an image without snapshots has none to name', () => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'none.qcow2', '4M')
  const nothing = { diskBytes: 0, vmStateBytes: 0 }
  expect(ours('none.qcow2')).toEqual({
    snapshots: [],
    shared: nothing,
    total: nothing,
    changed: false,
  })
})
