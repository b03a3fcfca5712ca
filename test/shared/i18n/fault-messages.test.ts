import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { messageWords } from '../../../shared/i18n/fault-words.ts'

const HAN = /\p{Script=Han}/u

describe('a sentence of a reader, in Chinese,', () => {
  test('is one of its own for each that is written in the readers of images and of nova.conf', () => {
    const all = [...sentencesIn('shared/formats'), ...sentencesIn('shared/nova')]
    expect(all.length).toBeGreaterThan(80)
    expect(all.filter((text) => !HAN.test(messageWords(text, 'zh-CN')))).toEqual([])
  })

  test('keeps the numbers and names in it', () => {
    const words = (text: string) => messageWords(text, 'zh-CN')
    expect(words('Unsupported cluster size: 2^64')).toBe('不支持的簇大小 2^64')
    expect(words('Unsupported qcow2 version 9')).toBe('不支持的 qcow2 版本 9')
    expect(words("Bitmap 'nightly' doesn't satisfy the constraints")).toContain('“nightly”')
  })

  test('has beside it what stands in the log of the service, where people look for that', () => {
    const words = messageWords('Invalid section (must end with ])', 'zh-CN')
    expect(words).toBe('节名没有以 ] 结束；日志中为 Invalid section (must end with ])')
  })

  test('names the place where that is all it says', () => {
    const at = (...args: ConstructorParameters<typeof FormatError>) =>
      messageWords(new FormatError(...args).message, 'zh-CN')
    expect(at('invalid', 'disk.info', 0, 'JSON', 'nothing')).toBe(
      'disk.info（偏移 0x0）：应为“JSON”，实为“没有”',
    )
    expect(at('truncated', 'L1 table', 40, 'a table that ends by 512', 'its end at 65536')).toBe(
      'L1 表（偏移 0x28）：应为“结束位置不超过 0x200 的表”，实为“其末尾在 0x10000”',
    )
  })

  test('is as it was in English, and what the file itself gave stays', () => {
    const { message } = new FormatError(
      'invalid',
      'domain XML',
      15,
      '</name>',
      'another closing tag',
    )
    expect(messageWords(message, 'en')).toBe(message)
    expect(messageWords('whatever it is', 'zh-CN')).toBe('whatever it is')
  })
})

/** A text of several words that begins as a sentence, as `message` or as the last argument of a refusal. */
const SENTENCES = [
  /\bmessage(?: =|:)\s+(?:'([^'\n]*)'|"([^"\n]*)"|`([^`\n]*)`)/g,
  /\b(?:fail\w*|refuse|wrong|want|fault|new FormatError)\([^;{}]*,\s*(?:'([A-Z][^'\n]* [^'\n]*)'|`([A-Z][^`\n]* [^`\n]*)`),?\s*\)/g,
]

/** What is put together of constants says nothing here. */
const PUT_TOGETHER = /^(?:It has|The extent 7) 7$/

/** What a check finds stands in a table of places, whose columns have words of their own. */
const CHECKS = /\/check(?:\/|[.-](?!header|cipher|descriptor))/

function sentencesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return sentencesIn(path)
    if (!path.endsWith('.ts') || CHECKS.test(path)) return []
    const text = readFileSync(path, 'utf8')
    const found = SENTENCES.flatMap((pattern) => [...text.matchAll(pattern)])
    return found
      .flatMap(([, ...groups]) => groups.filter((group) => group !== undefined))
      .map((one) => one.replace(/\$\{[^}]*\}/g, '7'))
      .filter((one) => /^[A-Za-z]\w*:? \w/.test(one) && !PUT_TOGETHER.test(one))
  })
}
