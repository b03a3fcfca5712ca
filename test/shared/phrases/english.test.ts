import { expect, test } from 'vitest'
import { english, plainEnglish } from '../../../shared/phrases/english.ts'
import { quote, said, says } from '../../../shared/phrases/phrase.ts'

test('a name of a file is whole, and what a file gives by the MiB is cut', () => {
  const path = `/${'a'.repeat(4094)}`
  expect(english(quote(path))).toBe(path)
  const shown = english(
    says('expected {{expected}}, found {{found}}', {
      expected: 1,
      found: quote('x'.repeat(2 ** 20)),
    }),
  )
  expect(shown).toBe(`expected 1, found ${'x'.repeat(4096)}…`)
})

test('offsets are hexadecimal in a sentence and decimal in JSON, beyond 2^53 to the byte', () => {
  const at = 2n ** 60n + 1n
  const phrase = says('an end up to {{at}}', { at })
  expect(english(phrase)).toBe('an end up to 0x1000000000000001')
  expect(plainEnglish(phrase)).toBe('an end up to 1152921504606846977')
  expect([said(at), said(7n)].map(english)).toEqual(['1152921504606846977', '7'])
})
