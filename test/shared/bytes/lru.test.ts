import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LruCache } from '../../../shared/bytes/lru.ts'

describe('LruCache', () => {
  test('drops what was used least recently when the weights are over the capacity', () => {
    const cache = new LruCache<string>(10)
    cache.set(1, 'one', 4)
    cache.set(2, 'two', 4)
    expect(cache.get(1)).toBe('one')
    cache.set(3, 'three', 4)
    expect([cache.get(1), cache.get(2), cache.get(3)]).toEqual(['one', undefined, 'three'])
  })

  test('keeps the newest value whatever it weighs', () => {
    const cache = new LruCache<string>(10)
    cache.set(1, 'one', 4)
    cache.set(2, 'heavy', 40)
    expect([cache.get(1), cache.get(2)]).toEqual([undefined, 'heavy'])
  })

  test('replacing a value replaces its weight', () => {
    const cache = new LruCache<string>(10)
    cache.set(1, 'long', 9)
    cache.set(1, 'short', 1)
    cache.set(2, 'two', 9)
    expect([cache.get(1), cache.get(2)]).toEqual(['short', 'two'])
  })

  test('never holds more than its capacity and always the value set last', () => {
    const operation = fc.record({ key: fc.nat(8), weight: fc.integer({ min: 1, max: 10 }) })
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 60 }), (operations) => {
        const cache = new LruCache<number>(10)
        for (const { key, weight } of operations) {
          cache.set(key, weight, weight)
          expect(cache.weight).toBeLessThanOrEqual(10)
          expect(cache.get(key)).toBe(weight)
        }
      }),
    )
  })
})
