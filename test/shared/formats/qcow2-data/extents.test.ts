import { describe, expect, test } from 'vitest'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { says } from '../../../../shared/phrases/phrase.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { CLUSTER, L1, L2, openTables, walk } from './tables-image.ts'

const HOST = 8 * CLUSTER
const COPIED = 1n << 63n
const COMPRESSED = 1n << 62n
const at = (cluster: number): bigint => COPIED | BigInt(cluster * CLUSTER)
const SIZE = 64 * 1024 * 1024

describe('runs of equal clusters', () => {
  test('contiguous data merges, a jump in the file does not, and zero and nothing stand apart', () => {
    const { layer } = openTables({ l2: [at(8), at(9), at(11), 1, 1, 0, at(12) | 1n] })
    const { extents, faults } = walk(layer)
    expect(extents).toEqual([
      { start: 0, length: 2 * CLUSTER, kind: 'data', depth: 0, offset: HOST },
      { start: 2 * CLUSTER, length: CLUSTER, kind: 'data', depth: 0, offset: 11 * CLUSTER },
      { start: 3 * CLUSTER, length: 2 * CLUSTER, kind: 'zero', depth: 0 },
      { start: 5 * CLUSTER, length: CLUSTER, kind: 'unallocated', depth: 0 },
      { start: 6 * CLUSTER, length: CLUSTER, kind: 'zero', depth: 0, offset: 12 * CLUSTER },
      { start: 7 * CLUSTER, length: SIZE - 7 * CLUSTER, kind: 'unallocated', depth: 0 },
    ])
    expect(faults.kept).toEqual([])
  })

  test('an unaligned start over a mixed map counts only what is asked for', () => {
    const { layer } = openTables({ l2: [at(8)] })
    expect(walk(layer, 42, CLUSTER).extents).toEqual([
      { start: 42, length: CLUSTER - 42, kind: 'data', depth: 0, offset: HOST + 42 },
      { start: CLUSTER, length: 42, kind: 'unallocated', depth: 0 },
    ])
  })

  test('every stretch of a mixed map is the same stretch of the whole map', () => {
    const { layer } = openTables({ l2: [at(8), 0, at(9), at(10), 1, at(15), COMPRESSED | 5000n] })
    const whole = walk(layer).extents
    for (const start of [0, 1, 42, CLUSTER - 1, CLUSTER, 2 * CLUSTER + 5, 5 * CLUSTER + 512]) {
      for (const length of [1, 42, CLUSTER, CLUSTER + 1, 3 * CLUSTER + 7]) {
        const end = start + length
        const clipped = whole
          .filter((extent) => extent.start < end && extent.start + extent.length > start)
          .map(({ offset, ...extent }) => {
            const from = Math.max(extent.start, start)
            const to = Math.min(extent.start + extent.length, end)
            const place = offset === undefined ? {} : { offset: offset + from - extent.start }
            return { ...extent, start: from, length: to - from, ...place }
          })
        expect(walk(layer, start, length).extents).toEqual(clipped)
      }
    }
  })

  test('subclusters of an extended entry stand one by one', () => {
    const incompatible = 1n << 4n
    const bitmap = (0b1100n << 32n) | 0b0011n
    const { layer } = openTables({
      header: { incompatible },
      l2: [at(8), bitmap, at(9), 0xffffffffn],
    })
    const sub = CLUSTER / 32
    const { extents, faults } = walk(layer, 0, 2 * CLUSTER)
    expect(extents).toEqual([
      { start: 0, length: 2 * sub, kind: 'data', depth: 0, offset: HOST },
      { start: 2 * sub, length: 2 * sub, kind: 'zero', depth: 0, offset: HOST + 2 * sub },
      { start: 4 * sub, length: 28 * sub, kind: 'unallocated', depth: 0, offset: HOST + 4 * sub },
      { start: CLUSTER, length: CLUSTER, kind: 'data', depth: 0, offset: 9 * CLUSTER },
    ])
    expect(faults.kept).toEqual([])
  })

  test('beside a data file, offset 0 with bit 63 is data at offset 0', () => {
    const dataFile = memorySource(new Uint8Array(SIZE).fill(7))
    const { layer } = openTables({ header: { incompatible: 4n }, l2: [COPIED] }, { dataFile })
    const { extents } = walk(layer, 0, 2 * CLUSTER)
    expect(extents[0]).toEqual({ start: 0, length: CLUSTER, kind: 'data', depth: 0, offset: 0 })
    const target = new Uint8Array(16)
    layer.read(target, 100)
    expect(target).toEqual(new Uint8Array(16).fill(7))
  })

  test('without the data file all that this has is not here, nor any place in it', () => {
    const zeros = COPIED | BigInt(CLUSTER) | 1n
    const { layer } = openTables({ header: { incompatible: 4n }, l2: [COPIED, zeros, 0] })
    const { extents, faults } = walk(layer, 0, 3 * CLUSTER)
    expect(extents).toEqual([
      { start: 0, length: CLUSTER, kind: 'missing', depth: 0 },
      { start: CLUSTER, length: CLUSTER, kind: 'zero', depth: 0 },
      { start: 2 * CLUSTER, length: CLUSTER, kind: 'unallocated', depth: 0 },
    ])
    expect(faults.kept).toEqual([])
    expect(layer.holesKnown).toBe(true)
    const disk = openDisk(layer)
    expect(() => disk.read(new Uint8Array(16), 0)).toThrow(/external data file/)
    const zero = new Uint8Array(16).fill(1)
    disk.read(zero, CLUSTER)
    expect(zero).toEqual(new Uint8Array(16))
  })

  test('an encrypted image has a map without offsets, and no bytes without the key', () => {
    const { layer } = openTables({ header: { cryptMethod: 1 }, l2: [at(8), at(9), 0] })
    expect(walk(layer, 0, 3 * CLUSTER).extents).toEqual([
      { start: 0, length: 2 * CLUSTER, kind: 'data', depth: 0 },
      { start: 2 * CLUSTER, length: CLUSTER, kind: 'unallocated', depth: 0 },
    ])
    expect(() => layer.read(new Uint8Array(1), 0)).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: 'encrypted' }) }),
    )
  })
})

describe('damaged entries are faults, and the walk goes on', () => {
  const cases = [
    ['reserved bits in L2', [at(8) | 2n], 'invalid', 'data', L2],
    ['an unaligned cluster', [BigInt(HOST + 512)], 'invalid', 'invalid', L2],
    ['a cluster beyond the end of the file', [at(99)], 'truncated', 'data', L2],
    ['an offset over 2^53', [(1n << 55n) | COPIED], 'truncated', 'data', L2],
    ['compressed bytes beyond the end', [COMPRESSED | (1n << 30n)], 'truncated', 'compressed', L2],
  ] as const

  test.each(cases)('%s', (_, l2, code, kind, offset) => {
    const { layer } = openTables({ l2 })
    const { extents, faults } = walk(layer)
    expect(extents[0]).toMatchObject({ start: 0, length: CLUSTER, kind })
    expect(extents.at(-1)).toMatchObject({ kind: 'unallocated' })
    expect(faults.kept).toEqual([expect.objectContaining({ code, what: 'L2 entry', offset })])
    expect(faults.kept[0]?.expected).not.toBe('')
    expect(faults.kept[0]?.found).not.toBe('')
  })

  test('a zero cluster in version 2 is refused as qemu refuses it', () => {
    const { layer } = openTables({ header: { version: 2 }, l2: [1] })
    expect(walk(layer).extents[0]?.kind).toBe('invalid')
  })

  test('an allocated subcluster that is also zero, or has no cluster', () => {
    const header = { incompatible: 1n << 4n }
    const both = (1n << 32n) | 1n
    const { layer } = openTables({ header, l2: [at(8), both, 0, 1] })
    const { extents, faults } = walk(layer, 0, 3 * CLUSTER)
    expect(extents[0]).toEqual({ start: 0, length: 2 * CLUSTER, kind: 'invalid', depth: 0 })
    expect(faults.kept.map(({ offset }) => offset)).toEqual([L2 + 8, L2 + 24])
  })

  test.each([
    ['unaligned', BigInt(L2 + 512), 'invalid', 'invalid'],
    ['with reserved bits', BigInt(L2) | 1n, 'invalid', 'unallocated'],
    ['beyond the end of the file', BigInt(99 * CLUSTER), 'truncated', 'unallocated'],
    ['over 2^53', 1n << 55n, 'truncated', 'unallocated'],
  ] as const)('an L1 entry %s', (_, entry, code, kind) => {
    const { layer } = openTables({ l1: [entry] })
    const { extents, faults } = walk(layer)
    expect(extents).toEqual([expect.objectContaining({ start: 0, length: layer.size, kind })])
    expect(faults.kept).toEqual([expect.objectContaining({ code, what: 'L1 entry', offset: L1 })])
  })

  test('reading a damaged stretch throws the fault of its entry', () => {
    const { layer } = openTables({ l2: [at(8), BigInt(HOST + 512)] })
    expect(() => openDisk(layer).read(new Uint8Array(20), CLUSTER - 10)).toThrow(
      expect.objectContaining({
        fault: expect.objectContaining({
          ...{ code: 'invalid', offset: L2 + 8 },
          found: says('{{at}}', { at: HOST + 512 }),
        }),
      }),
    )
  })

  test('what lies past the end of the file reads as zeros, as in qemu', () => {
    const { layer } = openTables({ l2: [at(8), at(99)] })
    const target = new Uint8Array(32).fill(0xa5)
    layer.read(target, CLUSTER)
    expect(target).toEqual(new Uint8Array(32))
  })
})
