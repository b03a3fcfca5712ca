import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import type { DiskLayer } from '../../../../shared/formats/disk/types.ts'
import { openQcow2Layer } from '../../../../shared/formats/qcow2/open-layer.ts'
import { layOut } from '../../../helpers/bytes/encoders.ts'
import { qcow2Header } from '../../../helpers/bytes/encoders-qcow2.ts'
import { hostileSource } from '../../../helpers/bytes/hostile-source.ts'
import { cpuTime } from '../../../helpers/cpu-time.ts'
import { CLUSTER, L1, L2, NO_CODECS, openTables, tablesImage, walk } from './tables-image.ts'

const TIB = 2 ** 40

describe('work grows with what is allocated', () => {
  test('an empty image of 64 TiB takes its L1 table and nothing else', () => {
    const l1Size = (64 * TIB) / (8192 * CLUSTER)
    const clusters = 3 + (l1Size * 8) / CLUSTER
    const { layer, source } = openTables({ header: { size: 64 * TIB, l1Size }, l1: [], clusters })
    const before = source.bytesRead()
    expect(walk(layer).extents).toEqual([
      { start: 0, length: 64 * TIB, kind: 'unallocated', depth: 0 },
    ])
    expect(source.bytesRead() - before).toBe(l1Size * 8)
    expect(source.reads()).toBeLessThan(20)
  })

  test('an L1 table of which the file has nothing is mapped without reading it', () => {
    const header = { size: 64 * TIB, l1Size: 131_072, l1Offset: 99 * CLUSTER }
    const { layer, source } = openTables({ header })
    const before = source.reads()
    const { extents, faults } = walk(layer)
    expect(extents.map(({ kind }) => kind)).toEqual(['unallocated'])
    expect(source.reads() - before).toBe(0)
    expect(faults.kept).toEqual([
      expect.objectContaining({ code: 'truncated', what: 'L1 table', offset: 99 * CLUSTER }),
    ])
  })

  test('an L2 table is read once in a walk', () => {
    const header = { size: 8192 * CLUSTER * 4, l1Size: 4 }
    const l1 = [L2, 0, L2 + CLUSTER, 0]
    const { layer, source } = openTables({ header, l1, l2: [8 * CLUSTER, 0, 9 * CLUSTER] })
    const before = source.bytesRead()
    expect(walk(layer).extents.filter(({ kind }) => kind === 'data')).toHaveLength(2)
    expect(source.bytesRead() - before).toBe(4 * 8 + 2 * CLUSTER)
  })

  test('a table that every L1 entry names is walked once and named a fault', () => {
    const l1Size = 4096
    const l1 = Array.from({ length: l1Size }, () => L2)
    const header = { size: l1Size * 8192 * CLUSTER, l1Size }
    const { layer, source } = openTables({ header, l1, l2: [8 * CLUSTER] })
    const before = source.bytesRead()
    const { extents, faults } = walk(layer)
    expect(extents.map(({ kind }) => kind)).toEqual(['data', 'unallocated', 'invalid'])
    expect(faults.count).toBe(l1Size - 1)
    expect(faults.kept).toHaveLength(100)
    expect(source.bytesRead() - before).toBe(l1Size * 8 + CLUSTER)
  })

  test('the revision differs when an L1 entry does', () => {
    const bytes = tablesImage({ l2: [8 * CLUSTER] })
    const layer = openQcow2Layer(hostileSource(bytes), { codecs: NO_CODECS })
    const before = layer.revision?.()
    expect(layer.revision?.()).toBe(before)
    bytes[L1 + 5] = 5
    expect(layer.revision?.()).not.toBe(before)
  })
})

describe('subclusters of which every second one shows what is below', () => {
  const ALTERNATING = 0x5555_5555_0000_0000n
  const tables = 4096
  const header = { incompatible: 16n, size: tables * CLUSTER, l1Size: 1 }
  const l2 = Array.from({ length: 2 * tables }, (_, at) => (at % 2 === 0 ? 0n : ALTERNATING))
  const open = () => openTables({ header, l2 }).layer

  /** Processor time of a map, the least of some. Milliseconds. */
  function leastTime(map: () => number): number {
    const walk = () => expect(map()).toBe(32 * tables)
    return Math.min(...Array.from({ length: 5 }, () => cpuTime(walk)))
  }

  test('are walked once below too, not once with all of their cluster for each', () => {
    const count = (...layers: readonly DiskLayer[]) => {
      const [active = open(), ...below] = layers
      return [...openDisk(active, below).extents()].length
    }
    const alone = leastTime(() => count(open()))
    // 3 times as long it takes here, and took 10 times where each was looked for in all of its cluster.
    expect(leastTime(() => count(open(), open()))).toBeLessThan(6 * Math.max(alone, 2))
  })

  test('are in any stretch what they are in the whole', () => {
    const { extents } = walk(open())
    const stretches = fc.tuple(fc.nat(header.size - 1), fc.nat(3 * CLUSTER))
    fc.assert(
      fc.property(stretches, ([start, asked]) => {
        const end = Math.min(start + asked + 1, header.size)
        const within = extents
          .filter((one) => one.start < end && one.start + one.length > start)
          .map((one) => {
            const from = Math.max(one.start, start)
            return { ...one, start: from, length: Math.min(one.start + one.length, end) - from }
          })
        expect(walk(open(), start, end - start).extents).toEqual(within)
      }),
      { numRuns: 100 },
    )
  })
})

describe('whatever the tables hold, a walk ends in extents that cover the disk', () => {
  const entries = fc.uint8Array({ minLength: 8 * 1024, maxLength: 8 * 1024 })
  const headers = fc.record({
    incompatible: fc.constantFrom(0n, 4n, 16n),
    version: fc.constantFrom(2, 3),
  })

  test('random L1 and L2 entries', () => {
    fc.assert(
      fc.property(entries, entries, headers, (l1, l2, { version, incompatible }) => {
        const l1Size = 1024
        const size = l1Size * 4096 * CLUSTER
        const header = { version, size, l1Size, ...(version === 3 && { incompatible }) }
        // The first entry leads to the random table, so that its entries are met too.
        l1.set([0, 0, 0, 0, 0, 4, 0, 0])
        const image = layOut(16 * CLUSTER, { 0: qcow2Header(header), [L1]: l1, [L2]: l2 })
        const layer = openQcow2Layer(hostileSource(image), { codecs: NO_CODECS })
        const { extents, faults } = walk(layer)
        let end = 0
        for (const extent of extents) {
          expect(extent.start).toBe(end)
          expect(extent.length).toBeGreaterThan(0)
          end += extent.length
        }
        expect(end).toBe(size)
        expect(faults.kept.length).toBeLessThanOrEqual(100)
        for (const { start } of extents.slice(0, 50)) readOrRefuse(layer, start)
      }),
      { numRuns: 60 },
    )
  })

  function readOrRefuse(layer: ReturnType<typeof openQcow2Layer>, offset: number): void {
    try {
      openDisk(layer).read(new Uint8Array(512), offset)
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError)
    }
  }
})
