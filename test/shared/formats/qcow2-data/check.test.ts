import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../../shared/bytes/errors.ts'
import type { ByteSource } from '../../../../shared/bytes/source.ts'
import { FindingLog } from '../../../../shared/formats/check/finding-log.ts'
import {
  PAGE_CLUSTERS,
  ReferenceCounts,
} from '../../../../shared/formats/qcow2/check/reference-counts.ts'
import { u64be } from '../../../helpers/bytes/encoders.ts'
import { hostileSource } from '../../../helpers/bytes/hostile-source.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { checkImage, checkQcow2, snapshotSpace } from '../../../helpers/images/in-one-go.ts'
import { CLUSTER, L1, L2, tablesImage } from './tables-image.ts'

const COPIED = 1n << 63n
const TABLES = 8

/** Eight L2 tables with one data cluster each. */
function severalTables(): Uint8Array {
  const first = 16 * CLUSTER
  const image = tablesImage({
    header: { size: TABLES * 8192 * CLUSTER, l1Size: TABLES },
    l1: Array.from({ length: TABLES }, (_, index) => COPIED | BigInt(first + index * CLUSTER)),
    clusters: 16 + 2 * TABLES,
  })
  for (let index = 0; index < TABLES; index += 1) {
    const data = first + (TABLES + index) * CLUSTER
    image.set(u64be(COPIED | BigInt(data)), first + index * CLUSTER)
  }
  return image
}

describe('a check as the window runs it', () => {
  test('tells how far it is, from table to table', () => {
    const seen: (readonly [done: number, total: number])[] = []
    const outcome = checkImage(memorySource(severalTables()), {
      progress: (done, total) => seen.push([done, total]),
    })
    expect(outcome).toMatchObject({ kind: 'checked', format: 'qcow2' })
    expect(seen).toHaveLength(TABLES + 1)
    const [last] = seen.slice(-1)
    expect(last?.[0]).toBe(last?.[1])
    for (const [index, [done, total]] of seen.entries()) {
      expect(done).toBeLessThanOrEqual(total)
      expect(done).toBeGreaterThanOrEqual(seen[index - 1]?.[0] ?? 0)
    }
  })

  test('stops where it is when it is cancelled, and reads no more', () => {
    const source = hostileSource(severalTables())
    let steps = 0
    const outcome = checkImage(source, { progress: () => (steps += 1), cancelled: () => steps > 2 })
    expect(outcome).toEqual({ kind: 'cancelled' })
    expect(source.bytesRead()).toBeLessThan((TABLES - 2) * CLUSTER)
  })

  test('says that there is none for the format', () => {
    const raw = memorySource(new Uint8Array(4096))
    expect(checkImage(raw)).toEqual({ kind: 'unsupported', format: undefined })
  })
})

describe('an image that a program writes to meanwhile', () => {
  /** Bytes in which `change` happens when the first L2 table is read. */
  function changing(change: (bytes: Uint8Array) => void): ByteSource {
    const bytes = severalTables()
    const source = memorySource(bytes)
    return {
      size: source.size,
      read(target, offset) {
        if (offset === 16 * CLUSTER) change(bytes)
        return source.read(target, offset)
      },
    }
  }

  test.each([
    ['nothing', () => {}, false],
    ['the L1 table', (bytes: Uint8Array) => bytes.set([9], L1 + 6), true],
    ['the header', (bytes: Uint8Array) => bytes.set([1], 79), true],
    ['guest data alone', (bytes: Uint8Array) => bytes.set([1], 30 * CLUSTER), false],
  ])('%s changes under the check', (_, change, changed) => {
    expect(checkQcow2(changing(change)).changed).toBe(changed)
  })

  test('the L1 table changes while the space of snapshots is summed up', () => {
    const bytes = severalTables()
    const source = memorySource(bytes)
    const changed: ByteSource = {
      size: source.size,
      read(target, offset) {
        const got = source.read(target, offset)
        if (offset === L1) bytes.set([9], L1 + 6)
        return got
      },
    }
    expect(snapshotSpace(changed).changed).toBe(true)
    expect(snapshotSpace(source).changed).toBe(false)
  })
})

describe('the work of a check is bounded', () => {
  test('an L1 table that the file has nothing of is not read', () => {
    const header = { size: 2 ** 46, l1Size: 131_072, l1Offset: 99 * CLUSTER }
    const source = hostileSource(tablesImage({ header }))
    const { corruptions, beyondEnd } = checkQcow2(source)
    expect(corruptions).toBeGreaterThan(0)
    expect(beyondEnd).toContainEqual(expect.objectContaining({ what: 'L1 table' }))
    expect(source.bytesRead()).toBeLessThan(CLUSTER + 8192)
  })

  test('one table that every L1 entry names is read once, and counted for each', () => {
    const l1Size = 4096
    const l1 = Array.from({ length: l1Size }, () => L2)
    const header = { size: l1Size * 8192 * CLUSTER, l1Size }
    const source = hostileSource(tablesImage({ header, l1, l2: [8 * CLUSTER] }))
    expect(checkQcow2(source).allocatedClusters).toBe(l1Size)
    expect(source.bytesRead()).toBeLessThan(4 * CLUSTER)
  })

  test('tables that overlap each other over and over are refused', () => {
    const header = { size: 2048 * 8192 * CLUSTER, l1Size: 2048 }
    const l1 = Array.from({ length: 2048 }, (_, index) => L2 + index * 512)
    const source = hostileSource(tablesImage({ header, l1, clusters: 16 + 16 }))
    expect(() => checkQcow2(source)).toThrow(
      expect.objectContaining({
        fault: expect.objectContaining({ code: 'limit', what: 'tables' }),
      }),
    )
    expect(source.bytesRead()).toBeLessThan(32 * 1024 * 1024)
  })

  test('of findings without end the first are kept, and all are counted', () => {
    const l2 = Array.from({ length: 8192 }, () => 8 * CLUSTER + 512)
    const { findings, corruptions } = checkQcow2(memorySource(tablesImage({ l2 })))
    expect(corruptions).toBeGreaterThan(8192)
    expect(findings.length).toBe(1000)
  })

  test('references all over a sparse file as large as files can be are refused', () => {
    const clusters = 2 ** 31 - 1
    const counts = new ReferenceCounts(512, { size: clusters * 512 }, 1, new FindingLog())
    const everywhere = (): void => {
      for (let cluster = 0; cluster < clusters; cluster += PAGE_CLUSTERS) {
        counts.add(cluster * 512, 512, 1, 'L2 entry', 0)
      }
    }
    expect(everywhere).toThrow(FormatError)
  })
})
