import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../../../electron/files/codecs.ts'
import type { DiskLayer } from '../../../../shared/formats/disk/types.ts'
import { openQcow2Layer } from '../../../../shared/formats/qcow2/open-layer.ts'
import { type CountingSource, hostileSource } from '../../../helpers/bytes/hostile-source.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const CLUSTER = 64 * 1024
const L2_COVERAGE = (CLUSTER / 8) * CLUSTER
const PACKED = 3
/** Clusters that unpack to more than what is kept of them, 8 MiB. */
const MANY = 200
let bytes: Buffer

interface Opened {
  readonly layer: DiskLayer
  readonly source: CountingSource
  readonly unpacked: () => number
}

beforeAll(() => {
  const path = join(folder, 'disk.qcow2')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', path, '2G')
  const at = (cluster: number) =>
    `write -c -P ${(cluster % 250) + 1} ${cluster * CLUSTER} ${CLUSTER}`
  const second = `write -P 9 ${L2_COVERAGE} ${CLUSTER}`
  qemuIo(path, [...Array.from({ length: MANY }, (_, cluster) => at(cluster)), second])
  bytes = readFileSync(path)
})

function open(): Opened {
  const source = hostileSource(bytes)
  let unpacked = 0
  const inflateRaw: typeof nodeCodecs.inflateRaw = (packed, length) => {
    unpacked += 1
    return nodeCodecs.inflateRaw(packed, length)
  }
  const layer = openQcow2Layer(source, { codecs: { ...nodeCodecs, inflateRaw } })
  return { layer, source, unpacked: () => unpacked }
}

/** One byte of a cluster, which is to have the cluster's pattern. */
function byteOf(layer: DiskLayer, cluster: number, within: number): void {
  const target = new Uint8Array(1)
  layer.read(target, cluster * CLUSTER + within)
  expect(target[0]).toBe((cluster % 250) + 1)
}

describe('small reads', () => {
  test('of a few compressed clusters unpack each of them once', () => {
    const { layer, unpacked, source } = open()
    for (let count = 0; count < 300; count += 1) byteOf(layer, count % PACKED, count * 7)
    expect(unpacked()).toBe(PACKED)
    const before = source.reads()
    byteOf(layer, 0, 5)
    expect(source.reads()).toBe(before)
  })

  test('all over many unpack again what was used least recently: what is kept is bounded', () => {
    const { layer, unpacked } = open()
    for (let cluster = 0; cluster < MANY; cluster += 1) byteOf(layer, cluster, 0)
    expect(unpacked()).toBe(MANY)
    byteOf(layer, MANY - 1, 1)
    expect(unpacked()).toBe(MANY)
    byteOf(layer, 0, 1)
    expect(unpacked()).toBe(MANY + 1)
  })

  test('to and fro between L2 tables read each of them once', () => {
    const { layer, source } = open()
    const target = new Uint8Array(1)
    const read = (offset: number): number => {
      const before = source.bytesRead()
      layer.read(target, offset)
      return source.bytesRead() - before
    }
    expect(read(L2_COVERAGE)).toBeGreaterThanOrEqual(CLUSTER)
    expect(read(3 * CLUSTER)).toBeGreaterThanOrEqual(CLUSTER)
    for (let count = 0; count < 20; count += 1) {
      expect(read(L2_COVERAGE + count)).toBe(1)
      expect(read(3 * CLUSTER + count)).toBe(0)
    }
  })
})
