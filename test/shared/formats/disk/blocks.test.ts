import { describe, expect, test } from 'vitest'
import { type BlockMap, blockLayer, LOOKS_A_RUN } from '../../../../shared/formats/disk/blocks.ts'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'

/** Blocks of 8 bytes: data at 16 and 24, a packed one, one beyond the file, two that are not there. */
function mapOf(size = 48): BlockMap {
  const places = [16, 24, -2, 4096, -1, -1]
  return {
    source: memorySource(Uint8Array.from({ length: 32 }, (_, index) => index)),
    size,
    unit: 8,
    run(index, end, walk) {
      const place = places[index] ?? -1
      if (place === -1) return walk.nowhere('unallocated', end - index)
      if (place === -2) return walk.nowhere('compressed', 1)
      return walk.data(place, 1, 'block table', index * 4)
    },
    unpack: (index) => new Uint8Array(8).fill(0xc0 + index),
  }
}

describe('a layer over a block map', () => {
  test('joins blocks that follow one another in the file', () => {
    const log = new FaultLog()
    expect([...blockLayer(mapOf()).extents(0, 48, log)]).toEqual([
      { start: 0, length: 16, kind: 'data', offset: 16 },
      { start: 16, length: 8, kind: 'compressed' },
      { start: 24, length: 8, kind: 'data', offset: 4096 },
      { start: 32, length: 16, kind: 'unallocated' },
    ])
    expect(log.kept).toMatchObject([{ code: 'truncated', what: 'block table', offset: 12 }])
  })

  test('ends a run of many blocks now and then, so that a walk over it comes by; the disk joins them', () => {
    const blocks = 3 * LOOKS_A_RUN + 1
    const map: BlockMap = {
      source: memorySource(new Uint8Array(8 * blocks)),
      size: 8 * blocks,
      unit: 8,
      run: (index, _end, walk) => walk.data(8 * index, 1, 'block table', index * 4),
    }
    const layer = blockLayer(map)
    const length = 8 * LOOKS_A_RUN
    expect([...layer.extents(0, map.size)]).toEqual([
      { start: 0, length, kind: 'data', offset: 0 },
      { start: length, length, kind: 'data', offset: length },
      { start: 2 * length, length, kind: 'data', offset: 2 * length },
      { start: 3 * length, length: 8, kind: 'data', offset: 3 * length },
    ])
    expect([...openDisk(layer).extents()]).toEqual([
      { start: 0, length: map.size, kind: 'data', depth: 0, offset: 0 },
    ])
  })

  test('clips to what is asked for', () => {
    expect([...blockLayer(mapOf()).extents(5, 12)]).toEqual([
      { start: 5, length: 11, kind: 'data', offset: 21 },
      { start: 16, length: 1, kind: 'compressed' },
    ])
    expect([...blockLayer(mapOf()).extents(5, 0)]).toEqual([])
  })

  test('reads across blocks at any offset; what the file lacks is zeros', () => {
    const target = new Uint8Array(17).fill(0xa5)
    blockLayer(mapOf()).read(target, 13)
    expect([...target]).toEqual([29, 30, 31, ...new Array(8).fill(0xc2), 0, 0, 0, 0, 0, 0])
  })

  test('refuses a packed block that unpacks to less than is asked for', () => {
    const short: BlockMap = { ...mapOf(), unpack: () => new Uint8Array(4) }
    expect(() => blockLayer(short).read(new Uint8Array(8), 16)).toThrow(
      'packed block at offset 0x0: expected 8 bytes, found 4',
    )
    const target = new Uint8Array(4)
    blockLayer(short).read(target, 16)
    expect(target.length).toBe(4)
  })
})
