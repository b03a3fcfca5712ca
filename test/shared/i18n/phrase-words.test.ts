import { beforeAll, describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { phraseWords, placeWords, sentenceWords } from '../../../shared/i18n/phrase-words.ts'
import { PHRASES } from '../../../shared/phrases/catalogue/phrases.ts'
import { type Phrase, quote, type Said, says } from '../../../shared/phrases/phrase.ts'
import { hostileImages } from '../../differential/hostile-images.ts'
import { type SeedImages, seedImages } from '../../fuzz/seed-images.ts'
import { memorySource } from '../../helpers/bytes/memory-source.ts'
import { saidOf, saidOfFuzz } from '../../helpers/images/fuzz-faults.ts'

const ROUNDS = 60
/** Words of English sentences: what a file itself gave has none of them, but for its lines and names. */
const ENGLISH =
  /\b(the|an?|one|none|its|of|at|over|where|that|before|after|below|least|most|whole|other|another|bytes|entries|invalid|unexpected|without|expected)\b/

let seeds: readonly SeedImages[] = []

beforeAll(() => {
  seeds = seedImages()
}, 120_000)

describe('what is said of a place, in Chinese,', () => {
  test('leaves no English sentence of anything that damaged images come to', () => {
    const left = new Set<string>()
    let count = 0
    for (const source of [saidOfFuzz(seeds, ROUNDS), ...hostileSaid()]) {
      for (const { what, expected, found } of source) {
        count += 1
        const texts = [expected, found].filter((said) => !isQuoted(said)).map(inChinese)
        for (const text of [placeWords(what, 'zh-CN'), ...texts])
          if (ENGLISH.test(text)) left.add(text)
      }
    }
    expect([...left]).toEqual([])
    expect(count).toBeGreaterThan(5000)
  }, 120_000)

  test('names the structure, and leaves fields as the format names them', () => {
    const named = (what: string) => (['en', 'zh-CN'] as const).map((l) => placeWords(what, l))
    expect(named('L2 entry')).toEqual(['L2 entry', 'L2 表项'])
    expect(named('header.l1_size')).toEqual(['header.l1_size', 'header.l1_size'])
    expect(named('l1_table')).toEqual(['L1 table', 'L1 表'])
    expect(named('bitmaps.directory')).toEqual(['bitmap directory', '位图目录'])
    expect(named('partition 2')).toEqual(['partition 2', '分区 2'])
    expect(named('managed save')).toEqual(['managed save', '域的已保存状态'])
  })

  test('keeps what the file itself gave, and has words for what is said within a sentence', () => {
    expect(inChinese(quote('the name of a bitmap'))).toBe('the name of a bitmap')
    const why = says('sector size {{n}} is not {{n2}}', { n: 4096, n2: 512 })
    expect(inChinese(says('unsupported VDI image ({{why}})', { why: why }))).toBe(
      '不支持的 VDI 镜像（扇区大小为 4096，应为 512）',
    )
  })

  test('has beside it what stands in the log of the service, where people look for that', () => {
    expect(inChinese(says('Invalid section (must end with ])'))).toBe(
      '节名没有以 ] 结束；日志中为 Invalid section (must end with ])',
    )
  })
})

function* hostileSaid() {
  for (const { bytes } of hostileImages()) yield saidOf(memorySource(bytes))
}

function inChinese(said: Said): string {
  return phraseWords(said, 'zh-CN')
}

function isQuoted(said: Said): boolean {
  return typeof said === 'object' && said.key === '{{text}}'
}

describe('the values of a phrase', () => {
  test('are offsets in one base with that of their line, and sizes in groups of digits', () => {
    const region = says('{{bytes}} bytes at {{at}}', { bytes: 65_536, at: 65_536 })
    expect(phraseWords(region, 'en')).toBe('65,536 bytes at 0x10000')
    expect(inChinese(region)).toBe('0x10000 处的 65,536 字节')
    expect(inChinese(says('{{at}}', { at: 131_072 }))).toBe('0x20000')
  })

  test('are counts as they stand, and lists as the language sets them', () => {
    expect(phraseWords(says('at most {{n}} entries', { n: 65_536 }), 'en')).toBe(
      'at most 65536 entries',
    )
    expect(phraseWords(131_072, 'en')).toBe('131072')
    const bits = says('bit {{list}}', { list: [5, 7] })
    expect([phraseWords(bits, 'en'), inChinese(bits)]).toEqual(['bit 5, 7', '位 5、7'])
  })

  test('are exact where a double is not', () => {
    const end = says('an end at {{at}}', { at: 2n ** 64n - 1n })
    expect(phraseWords(end, 'en')).toBe('an end at 0xffffffffffffffff')
    expect(structuredClone(end)).toEqual(JSON.parse(JSON.stringify(end)))
  })
})

test('a sentence is in English as the command line has it, so that people find it again', () => {
  const cut = says('File truncated, expecting at least {{bytes}} bytes', { bytes: 65_536 })
  const words = (sentence: Phrase) =>
    (['en', 'zh-CN'] as const).map((language) => sentenceWords(sentence, language))
  expect(words(cut)).toEqual([
    'File truncated, expecting at least 65536 bytes',
    '文件被截断，至少应有 65,536 字节',
  ])
})

test('what is in no catalogue, or lacks a value or has one of another kind, does not compile', () => {
  // @ts-expect-error no such phrase
  says('an offset somewhere')
  // @ts-expect-error an offset is wanted
  says('an end at {{at}}')
  // @ts-expect-error an offset is a number
  says('an end at {{at}}', { at: 'the end' })
  // @ts-expect-error a structure without Chinese
  expect(new FormatError('invalid', 'a structure', 0, 1, 2).fault.code).toBe('invalid')
  // @ts-expect-error a count is a number
  says('{{n}} sectors', { n: '2^25' })
  // @ts-expect-error a name is a text
  says('a key of {{name}}', { name: 3 })
  // @ts-expect-error digits of base 16 are a text
  says('type {{hex}}', { hex: 238 })
  // @ts-expect-error a list is none of its items
  says('bit {{list}}', { list: 5 })
  // @ts-expect-error no such value
  expect(says('a sector', { n: 1 }).key).toBe('a sector')
})

test('every phrase has its values in both languages', () => {
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)
  for (const [en, zh] of Object.entries(PHRASES)) {
    expect(values(zh).sort(), en).toEqual(values(en).sort())
  }
})
