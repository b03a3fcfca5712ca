import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { merged } from '../../../../shared/formats/disk/merge.ts'
import { findZeroRuns } from '../../../../shared/formats/disk/zero-runs.ts'
import { zeroRuns } from '../../../../shared/formats/disk/zeros.ts'
import { rawLayer } from '../../../../shared/formats/raw/layer.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'

describe('zeroRuns', () => {
  test('cuts where blocks of zeros begin and end, by the bytes alone', () => {
    const block = fc.record({
      length: fc.constantFrom(16, 32, 48),
      value: fc.constantFrom(0, 0, 128),
    })
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 20 }), fc.nat(40), (blocks, tail) => {
        const bytes = Uint8Array.from([
          ...blocks.flatMap(({ length, value }) => [
            ...new Array<number>(length - 1).fill(0),
            value,
          ]),
          ...new Array<number>(tail).fill(0),
        ])
        const runs = [...zeroRuns(bytes, bytes.length, 16)]
        let end = 0
        for (const { from, to, zero } of runs) {
          expect(from).toBe(end)
          end = to
          for (let at = from; at < to; at += 16) {
            const part = bytes.subarray(at, Math.min(at + 16, to))
            expect(part.every((byte) => byte === 0)).toBe(zero)
          }
        }
        expect(end).toBe(bytes.length)
      }),
    )
  })
})

describe('findZeroRuns', () => {
  test('finds the zeros of a raw file in blocks of 4 KiB, with progress', () => {
    const bytes = new Uint8Array(10 * 4096 + 100)
    bytes[3 * 4096 + 17] = 1
    bytes[bytes.length - 1] = 1
    const disk = openDisk(rawLayer(memorySource(bytes)))
    let read = 0
    const extents = merged(
      findZeroRuns(disk, disk.extents(), {
        onRead: (length) => {
          read += length
        },
      }),
    )
    expect([...extents].map(({ start, length, kind }) => [start, length, kind])).toEqual([
      [0, 3 * 4096, 'zero'],
      [3 * 4096, 4096, 'data'],
      [4 * 4096, 6 * 4096, 'zero'],
      [10 * 4096, 100, 'data'],
      [10 * 4096 + 100, 412, 'zero'],
    ])
    expect(read).toBe(bytes.length)
  })
})
