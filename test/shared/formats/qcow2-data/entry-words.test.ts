import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as masks from '../../../../shared/formats/qcow2/entries.ts'
import {
  compressedLength,
  compressedOffset,
  entryOffset,
  entryText,
  hasReservedL1Bits,
  hasReservedL2Bits,
  hasZeroFlag,
  isCompressed,
  isCopied,
} from '../../../../shared/formats/qcow2/entry-words.ts'

const entries = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n })
const high = (entry: bigint): number => Number(entry >> 32n)
const low = (entry: bigint): number => Number(entry & 0xffff_ffffn)

describe('entries in halves are entries in 64 bits', () => {
  test('offsets and flags', () => {
    fc.assert(
      fc.property(entries, (entry) => {
        const halves = [high(entry), low(entry)] as const
        expect(entryOffset(...halves)).toBe(Number(entry & masks.OFFSET_MASK))
        expect(isCopied(halves[0])).toBe((entry & masks.COPIED_FLAG) !== 0n)
        expect(isCompressed(halves[0])).toBe((entry & masks.COMPRESSED_FLAG) !== 0n)
        expect(hasZeroFlag(halves[1])).toBe((entry & masks.ZERO_FLAG) !== 0n)
        expect(hasReservedL1Bits(...halves)).toBe((entry & masks.L1_RESERVED_MASK) !== 0n)
        const reserved = masks.L2_STANDARD_RESERVED_MASK
        expect(hasReservedL2Bits(...halves, false)).toBe((entry & reserved) !== 0n)
        expect(hasReservedL2Bits(...halves, true)).toBe(
          (entry & (reserved | masks.ZERO_FLAG)) !== 0n,
        )
        expect(BigInt(entryText(...halves))).toBe(entry)
      }),
    )
  })

  test('compressed descriptors at every cluster size', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 9, max: 21 }), (entry, clusterBits) => {
        const x = BigInt(62 - (clusterBits - 8))
        const offset = entry & ((1n << x) - 1n)
        const sectors = ((entry & ((1n << 62n) - 1n)) >> x) + 1n
        const halves = [high(entry), low(entry)] as const
        expect(compressedOffset(...halves, clusterBits)).toBe(Number(offset))
        expect(compressedLength(...halves, clusterBits)).toBe(
          Number(sectors * 512n - (offset % 512n)),
        )
      }),
    )
  })
})
