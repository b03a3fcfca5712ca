import { describe, expect, test } from 'vitest'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import type { DiskLayer, LayerExtent } from '../../../../shared/formats/disk/types.ts'
import { rawLayer } from '../../../../shared/formats/raw/layer.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'

/** A layer of stretches that are written down, each full of `fill` where it is data. */
function layerOf(size: number, fill: number, stretches: readonly LayerExtent[]): DiskLayer {
  return {
    size,
    holesKnown: true,
    *extents(start, length) {
      const end = start + length
      for (const extent of stretches) {
        const from = Math.max(extent.start, start)
        const to = Math.min(extent.start + extent.length, end)
        if (to <= from) continue
        const place =
          extent.offset === undefined ? {} : { offset: extent.offset + from - extent.start }
        yield { ...extent, start: from, length: to - from, ...place }
      }
    },
    read: (target) => {
      target.fill(fill)
    },
  }
}

const overlay = layerOf(4096, 2, [
  { start: 0, length: 512, kind: 'data', offset: 9000 },
  { start: 512, length: 512, kind: 'zero' },
  { start: 1024, length: 3072, kind: 'unallocated', offset: 20_000 },
])

describe('a chain', () => {
  test('shows the layer below, and zeros of its own past the end of a shorter one', () => {
    const base = rawLayer(memorySource(new Uint8Array(1500).fill(1)))
    expect([...openDisk(overlay, [base]).extents()]).toEqual([
      { start: 0, length: 512, kind: 'data', depth: 0, offset: 9000 },
      { start: 512, length: 512, kind: 'zero', depth: 0 },
      { start: 1024, length: 476, kind: 'data', depth: 1, offset: 1024 },
      { start: 1500, length: 36, kind: 'zero', depth: 1, offset: 1500 },
      { start: 1536, length: 2560, kind: 'unallocated', depth: 0, offset: 20_512 },
    ])
  })

  test('reads what it shows', () => {
    const base = rawLayer(memorySource(new Uint8Array(1500).fill(1)))
    const disk = openDisk(overlay, [base])
    const target = new Uint8Array(4096).fill(0xa5)
    disk.read(target, 0)
    const expected = new Uint8Array(4096)
    expected.fill(2, 0, 512)
    expected.fill(1, 1024, 1500)
    expect(target).toEqual(expected)
  })

  test('maps around a member that is not here, and reads all but its part', () => {
    const disk = openDisk(overlay, [{ missing: true }])
    expect([...disk.extents()].map(({ kind, depth }) => [kind, depth])).toEqual([
      ['data', 0],
      ['zero', 0],
      ['missing', 1],
    ])
    disk.read(new Uint8Array(1024), 0)
    expect(() => disk.read(new Uint8Array(2), 1023)).toThrow(/member of the chain that is not here/)
  })

  test('refuses a range past its end before it reads', () => {
    expect(() => openDisk(overlay).read(new Uint8Array(513), 4096 - 512)).toThrow(
      expect.objectContaining({ fault: expect.objectContaining({ code: 'limit' }) }),
    )
  })
})
