import { describe, expect, test } from 'vitest'
import { FormatError, sentenceOf } from '../../../shared/bytes/errors.ts'
import { sentenceWords } from '../../../shared/i18n/phrase-words.ts'
import { quote, says } from '../../../shared/phrases/phrase.ts'
import { faultJson } from '../../../shared/report/json/said-json.ts'

const table = says('a table that ends by {{at}}', { at: 512 })
const cut = new FormatError(
  'truncated',
  'L1 table',
  40,
  table,
  says('its end at {{at}}', { at: 65_536 }),
)

describe('a fault', () => {
  test('without a sentence of its own comes to what stands at its place, its offsets in one base', () => {
    expect(cut.message).toBe(
      'L1 table at offset 0x28: expected a table that ends by 0x200, found its end at 0x10000',
    )
    expect(sentenceWords(sentenceOf(cut.fault), 'zh-CN')).toBe(
      'L1 表（偏移 0x28）：应为“结束位置不超过 0x200 的表”，实为“其末尾在 0x10000”',
    )
    const { fault } = new FormatError('invalid', 'disk.info', 0, quote('JSON'), says('nothing'))
    expect(sentenceWords(sentenceOf(fault), 'zh-CN')).toBe(
      'disk.info（偏移 0x0）：应为“JSON”，实为“没有”',
    )
  })

  test('with one comes to that', () => {
    const message = says('Unsupported qcow2 version {{n}}', { n: 9 })
    const error = new FormatError('unsupported', 'header.version', 4, 3, 9, message)
    expect(error.message).toBe('Unsupported qcow2 version 9')
    expect(sentenceOf(error.fault)).toEqual(message)
  })

  test('is in JSON with the numbers that stand there, and with its sentence', () => {
    expect(faultJson(cut.fault)).toEqual({
      code: 'truncated',
      message: cut.message,
      what: 'L1 table',
      offset: 40,
      expected: 'a table that ends by 512',
      found: 'its end at 65536',
    })
    const { fault } = new FormatError(
      'limit',
      'header.size',
      24,
      says('known bits'),
      2n ** 64n - 1n,
    )
    expect(faultJson(fault).found).toBe('18446744073709551615')
  })
})
