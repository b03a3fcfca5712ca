import { describe, expect, test } from 'vitest'
import { en } from '../../../renderer/i18n/en.ts'
import { createI18n } from '../../../renderer/i18n/index.ts'
import { zhCN } from '../../../renderer/i18n/zh-CN.ts'

type Tree = { readonly [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(prefix + key, value)
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) texts.set(path, text)
  }
  return texts
}

/** Words that depend on a number (`{{count|disk|disks}}`) are none. */
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{\s*([^}|,\s]+)(?:,[^}|]*)?\}\}/g)].map(([, name]) => name).sort()

const english = flatten(en)
const chinese = flatten(zhCN as unknown as Tree)
/** Not formulas, which are written as such. */
const sentences = [...chinese].filter(([key]) => !key.endsWith('.formula'))

describe('the catalogues', () => {
  test('have the same keys, but for the plural forms that Chinese has not', () => {
    const keys = [...english.keys()].filter((key) => !key.endsWith('_one'))
    expect([...chinese.keys()].sort()).toEqual(keys.sort())
  })

  test('call the XML of a domain in Chinese what every Chinese text calls it', () => {
    const texts = [...chinese].filter(([key]) => /domain xml/i.test(english.get(key) ?? ''))
    expect(texts.length).toBeGreaterThan(5)
    expect(texts.filter(([, text]) => !text.includes('域 XML'))).toEqual([])
  })

  test('call a base file, a folder and a cell of Nova in Chinese by one name each', () => {
    const secondNames = /基础文件|跨单元|实例目录|镜像目录|^目录。|[。和]目录/
    expect([...chinese].filter(([, text]) => secondNames.test(text))).toEqual([])
  })

  test('have an `_other` for each `_one`', () => {
    const singular = [...english.keys()].filter((key) => key.endsWith('_one'))
    const missing = singular.filter((key) => !english.has(key.replace(/_one$/, '_other')))
    expect(missing).toEqual([])
  })

  test('have the same placeholders in each text', () => {
    const differing = [...chinese].filter(
      ([key, text]) => `${placeholders(text)}` !== `${placeholders(english.get(key) ?? '')}`,
    )
    expect(differing).toEqual([])
  })

  test('hold no empty text, and no ASCII punctuation between Chinese characters', () => {
    expect([...english, ...chinese].filter(([, text]) => text.trim() === '')).toEqual([])
    expect([...chinese].filter(([, text]) => /[\u4e00-\u9fff][,;:?!]/.test(text))).toEqual([])
    // A function's name is not in a sentence, nor is a formula.
    const bracket = /[\u4e00-\u9fff\w}]\(|\)[\u4e00-\u9fff]/
    const plain = sentences.map(([key, text]) => [key, text.replace(/\w+\(\d\)/g, '')] as const)
    expect(plain.filter(([, text]) => bracket.test(text))).toEqual([])
  })

  test('have a blank neither between Chinese characters nor beside Chinese punctuation', () => {
    const blank = /[\u4e00-\u9fff，。：；、（）] [\u4e00-\u9fff，。：；、（）]/
    expect(sentences.filter(([, text]) => blank.test(text))).toEqual([])
  })

  test('count in words and group numbers', () => {
    const { t } = createI18n('en')
    expect(t('totals.instances', { count: 1 })).toBe('1 instance')
    expect(t('totals.instances', { count: 10_000 })).toBe('10,000 instances')
    expect(createI18n('zh-CN').t('totals.instances', { count: 1 })).toBe('1 个实例')
  })

  /** Sentences that reports have too are filled in elsewhere. */
  const isShared = (key: string) => /^(findings\.sentence|verdict)\./.test(key)

  test('group the digits of every count', () => {
    const bare = [...english, ...chinese].filter(
      ([key, text]) => !isShared(key) && /\{\{\s*count\s*\}\}/.test(text),
    )
    expect(bare).toEqual([])
  })

  test('leave names as they are: React escapes them', () => {
    const { t } = createI18n('en')
    expect(t('export.savedTo', { size: '1 KiB', path: '/a&b/<c>' })).toBe(
      '1 KiB written to /a&b/<c>',
    )
  })
})
