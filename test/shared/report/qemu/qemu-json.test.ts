import { describe, expect, test } from 'vitest'
import { qemuJson } from '../../../../shared/report/qemu/qemu-json.ts'

describe('JSON as qemu-img prints it', () => {
  test('has every digit of a whole number over 2^53', () => {
    const json = qemuJson({
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
    expect(JSON.parse(qemuJson({ name, offset: 2 ** 60 }))).toEqual({
      name: '\ufffd1\ufffd',
      offset: 2 ** 60,
    })
  })
})
