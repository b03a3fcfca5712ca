import { describe, expect, test } from 'vitest'
import { qemuJson } from '../../../../shared/report/qemu/qemu-json.ts'

function jsonOf(value: unknown): string {
  return [...qemuJson(value)].join('')
}

describe('JSON as qemu-img prints it', () => {
  test('has every digit of a whole number over 2^53', () => {
    const json = jsonOf({
      offset: 2 ** 63 + 0x2800,
      icount: -(2n ** 63n),
      size: 2 ** 53 - 1,
      part: 0.5,
    })
    expect(json.replaceAll(/\s/g, '')).toBe(
      '{"offset":9223372036854786048,"icount":-9223372036854775808,"size":9007199254740991,"part":0.5}',
    )
  })

  test('takes no name for such a number', () => {
    const name = '\ufdd01\ufdd0'
    expect(JSON.parse(jsonOf({ name, offset: 2 ** 60 }))).toEqual({
      name: '\ufffd1\ufffd',
      offset: 2 ** 60,
    })
  })

  test('is laid out as it lays it out, without what is not known', () => {
    const value = { a: [1, { b: 'x"', none: undefined }, [], {}], c: false, d: null }
    expect(jsonOf(value)).toBe(`${JSON.stringify(value, undefined, 4)}\n`)
    expect(jsonOf([])).toBe('[]\n')
  })

  test('is made in parts, so that a long table is never one text', () => {
    const rows = Array.from({ length: 10_000 }, (_, id) => ({ id, name: 'snapshot' }))
    const parts = [...qemuJson(rows)]
    expect(JSON.parse(parts.join(''))).toEqual(rows)
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(100)
  })
})
