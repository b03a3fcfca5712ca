import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { vocabularyEn } from '../../../shared/vocabulary/en.ts'
import { TERMS, vocabularyMarkdown } from '../../../shared/vocabulary/terms.ts'
import { vocabularyZhCn } from '../../../shared/vocabulary/zh-CN.ts'

const file = join(import.meta.dirname, '../../../shared/vocabulary/VOCABULARY.md')

describe('the vocabulary', () => {
  test('says of every term what it is, how it is counted and an example, in both languages', () => {
    for (const term of TERMS) {
      for (const words of [vocabularyEn[term], vocabularyZhCn[term]]) {
        for (const text of Object.values(words)) expect(text.trim(), term).not.toBe('')
      }
      expect(vocabularyZhCn[term].text, term).toMatch(/\p{sc=Han}/u)
    }
  })

  test('is what the document says', async () => {
    await expect(vocabularyMarkdown(vocabularyEn, vocabularyZhCn)).toMatchFileSnapshot(file)
  })
})
