import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { placeSentence } from '../../../shared/bytes/place-sentence.ts'
import { memorySource } from '../../../shared/bytes/source.ts'
import { FAULT_PHRASES } from '../../../shared/i18n/fault-phrases.ts'
import { faultWords, placeWords } from '../../../shared/i18n/fault-words.ts'
import { hostileImages } from '../../differential/hostile-images.ts'
import { type SeedImages, seedImages } from '../../fuzz/seed-images.ts'
import { saidOf, saidOfFuzz } from '../../helpers/images/fuzz-faults.ts'

const ROUNDS = 60
/** Words of English sentences: what a file itself gave has none of them, but for its lines and names. */
const ENGLISH =
  /\b(the|an?|one|none|its|of|at|over|where|that|before|after|below|least|most|whole|other|another|bytes|entries|invalid|unexpected|without|expected)\b/
/** More than one name. */
const PHRASE = /^[a-z]+ [a-z]/
/** What is found there is a line of the file, or a name in it. */
const QUOTES =
  /^(a comment, key=value or an extent|no path|no name|an extent that can be read|raw)$/

const place = { what: 'L2 entry', expected: '', found: '' }

let seeds: readonly SeedImages[] = []

beforeAll(() => {
  seeds = seedImages()
}, 120_000)

describe('what is said of a place, in Chinese,', () => {
  test('leaves no English sentence of anything that damaged images come to', () => {
    const left = new Set<string>()
    let count = 0
    const all = [saidOfFuzz(seeds, ROUNDS), ...hostileSaid()]
    for (const source of all) {
      for (const said of source) {
        count += 1
        const { what, expected, found } = faultWords(said, 'zh-CN')
        const texts = QUOTES.test(said.expected) ? [what, expected] : [what, expected, found]
        for (const text of texts) if (ENGLISH.test(text)) left.add(text)
      }
    }
    expect([...left]).toEqual([])
    expect(count).toBeGreaterThan(5000)
  }, 120_000)

  test('has words for every expectation that is written in the readers', () => {
    const texts = expectationsIn('shared/formats')
    expect(texts.length).toBeGreaterThan(60)
    const left = texts.filter((text) => {
      const { expected } = faultWords({ ...place, expected: text }, 'zh-CN')
      return expected === text && (ENGLISH.test(text) || PHRASE.test(text))
    })
    expect(left).toEqual([])
  })

  test('names the structure, and leaves fields as the format names them', () => {
    expect(faultWords(place, 'zh-CN').what).toBe('L2 表项')
    expect(faultWords({ ...place, what: 'header.l1_size' }, 'zh-CN').what).toBe('header.l1_size')
    expect(faultWords(place, 'en').what).toBe('L2 entry')
    const named = (what: string) => (['en', 'zh-CN'] as const).map((l) => placeWords(what, l))
    expect(named('l1_table')).toEqual(['L1 table', 'L1 表'])
    expect(named('bitmaps.directory')).toEqual(['bitmap directory', '位图目录'])
  })
})

function* hostileSaid() {
  for (const { bytes } of hostileImages()) yield saidOf(memorySource(bytes))
}

/** As a value of that name, as the third argument of what refuses a field, and as an error's fourth. */
const EXPECTING = [
  /\bexpected(?: =|:) (?:'([^']*)'|`([^`]*)`)/g,
  /\b(?:fail\w*|refuse)\(\s*'[^']*',[^,]*,\s*(?:'([^']*)'|`([^`]*)`)/g,
  /\bnew FormatError\([^,()]*,[^,()]*,[^,()]*,\s*(?:'([^']*)'|`([^`]*)`)/g,
]

/** Texts of `expected` in the sources, each value that is put into them as 7. */
function expectationsIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return expectationsIn(path)
    const source = readFileSync(path, 'utf8')
    return EXPECTING.flatMap((pattern) => [...source.matchAll(pattern)]).map(
      ([, plain, template]) => plain ?? (template ?? '').replace(/\$\{[^}]*\}/g, '7'),
    )
  })
}

function filled(en: string, at: string): string {
  return en.replace(/\{\{at\d?\}\}/g, at).replace(/\{\{\w+\}\}/g, '7')
}

describe('offsets', () => {
  test('of one line are in one base, the expected and the found ones', () => {
    const said = { ...place, expected: 'an offset below the end at 65536', found: '131072' }
    expect(faultWords(said, 'en')).toMatchObject({
      expected: 'an offset below the end at 0x10000',
      found: '0x20000',
    })
    expect(faultWords({ ...said, found: '0x0000000000020000' }, 'en').found).toBe(
      '0x0000000000020000',
    )
  })

  test('are not what counts, sizes and values are', () => {
    const counts = { ...place, expected: 'at most 65536 entries', found: '131072' }
    expect(faultWords(counts, 'en')).toEqual(counts)
    const region = {
      ...place,
      expected: 'a region that ends by 65536',
      found: '512 bytes at 65536',
    }
    expect(faultWords(region, 'en')).toMatchObject({
      expected: 'a region that ends by 0x10000',
      found: '512 bytes at 0x10000',
    })
  })

  test('are all that English has otherwise than the readers', () => {
    for (const [en] of FAULT_PHRASES) {
      const text = filled(en, '7')
      const { expected, found } = faultWords({ what: '', expected: text, found: text }, 'en')
      expect([expected, found]).toEqual([filled(en, '0x7'), filled(en, '0x7')])
    }
  })

  test('are those of the sentence of a fault, in which alone a command tells them', () => {
    for (const [en] of FAULT_PHRASES) {
      const text = filled(en, '70')
      for (const found of [text, '70']) {
        const said = { what: 'x', expected: text, found }
        const words = faultWords(said, 'en')
        expect(placeSentence({ ...said, offset: 70 })).toBe(
          `x at offset 0x46: expected ${words.expected}, found ${words.found}`,
        )
      }
    }
  })

  test('and other numbers are set apart as the language does', () => {
    const bits = { ...place, expected: 'bits 0 to 4', found: 'bit 5, 7' }
    expect(faultWords(bits, 'en').found).toBe('bit 5, 7')
    expect(faultWords(bits, 'zh-CN')).toMatchObject({ expected: '位 0 至 4', found: '位 5、7' })
  })
})

test('every phrase has its values in both languages', () => {
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
  for (const [en, zh] of FAULT_PHRASES) expect(values(zh).sort(), en).toEqual(values(en).sort())
  expect(new Set(FAULT_PHRASES.map(([en]) => en)).size).toBe(FAULT_PHRASES.length)
})
