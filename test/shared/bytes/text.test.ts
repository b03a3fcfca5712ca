import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeText, displayText, encodeText, nameText } from '../../../shared/bytes/text.ts'

describe('decodeText and encodeText', () => {
  test('valid UTF-8 is read as TextDecoder reads it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = new TextEncoder().encode(text)
        expect(decodeText(bytes)).toBe(text)
        expect(encodeText(text)).toEqual(bytes)
      }),
    )
  })

  test('any bytes come back as they were', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(encodeText(decodeText(bytes))).toEqual(bytes)
      }),
    )
  })

  test('text that decodes without escapes is what TextDecoder accepts', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 6 }), (bytes) => {
        const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
        const ours = decodeText(bytes)
        if (/\p{Cs}/u.test(ours)) expect(() => strict.decode(bytes)).toThrow()
        else expect(strict.decode(bytes)).toBe(ours)
      }),
      { numRuns: 2000 },
    )
  })

  test.each([
    ['a byte alone', [0x62, 0xff], 'b\udcff'],
    ['an overlong slash', [0xc0, 0xaf], '\udcc0\udcaf'],
    ['an encoded surrogate', [0xed, 0xa0, 0x80], '\udced\udca0\udc80'],
    ['a cut sequence', [0xe2, 0x82], '\udce2\udc82'],
    ['above U+10FFFF', [0xf4, 0x90, 0x80, 0x80], '\udcf4\udc90\udc80\udc80'],
    ['four bytes', [0xf0, 0x9f, 0x90, 0x84], '🐄'],
    ['a NUL', [0x61, 0, 0x62], 'a\0b'],
  ])('%s', (_name, bytes, text) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(text)
  })

  test('a surrogate that stands for no byte becomes U+FFFD', () => {
    expect([...encodeText('\ud800')]).toEqual([0xef, 0xbf, 0xbd])
  })

  test('a long text is read as a short one, its byte order mark and bytes that are no UTF-8 kept', () => {
    const long = 'é'.repeat(5000)
    const [mark, bad] = [[0xef, 0xbb, 0xbf], [0xff]]
    const bytes = Uint8Array.from([...mark, ...new TextEncoder().encode(long), ...bad])
    expect(decodeText(bytes)).toBe(`\ufeff${long}\udcff`)
    expect(decodeText(bytes.subarray(0, -1))).toBe(`\ufeff${long}`)
    expect(encodeText(decodeText(bytes))).toEqual(bytes)
  })

  test('texts longer than one run are whole', () => {
    const text = 'disk.é'.repeat(5000)
    expect(decodeText(new TextEncoder().encode(text))).toBe(text)
  })
})

describe('displayText', () => {
  test.each([
    ['plain name.qcow2', 'plain name.qcow2'],
    ['új név', 'új név'],
    ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
    ['\x1b[31mred', '\\x1b[31mred'],
    ['\x85\x7f', '\\u0085\\x7f'],
    ['gnp.\u202eexe', 'gnp.\\u202eexe'],
    ['\u2066x\u2069', '\\u2066x\\u2069'],
    ['bad\udcff', 'bad\\xff'],
    ['\ud800', '\\ud800'],
    ['line\u2028', 'line\\u2028'],
    ['🐄', '🐄'],
  ])('%j', (text, shown) => {
    expect(displayText(text)).toBe(shown)
  })

  test('what is shown has nothing left to escape', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const shown = displayText(decodeText(bytes))
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}]/u)
        expect(displayText(shown)).toBe(shown)
      }),
    )
  })
})

describe('nameText', () => {
  test.each([
    ['C:\\images\\base.vmdk', 'C:\\images\\base.vmdk'],
    ['x\udcff\udcfe', 'x\\xff\\xfe'],
    ['x\\xff\\xfe', 'x\\\\xff\\\\xfe'],
    ['\\\udcff', '\\\\\\xff'],
    ['a\nb', 'a\\nb'],
    ['a\\nb', 'a\\\\nb'],
  ])('%j', (name, shown) => {
    expect(nameText(name)).toBe(shown)
  })

  test('a name of nothing but backslashes is read once, not once for each', () => {
    const name = '\\'.repeat(200_000)
    expect(nameText(name) === name).toBe(true)
  })

  test('no two names look alike', () => {
    const parts = ['\\', '\\\\', 'x', 'ff', 'n', '85', 'u0085', '\n', '\u0085', '\udcff', '\udc85']
    const seen = new Map<string, string>()
    for (const a of ['', ...parts]) {
      for (const b of ['', ...parts]) {
        for (const c of ['', ...parts]) {
          const name = a + b + c
          const shown = nameText(name)
          expect([shown, seen.get(shown) ?? name]).toEqual([shown, name])
          seen.set(shown, name)
        }
      }
    }
  })
})
