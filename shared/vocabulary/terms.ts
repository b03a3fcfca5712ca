import { vocabularyEn } from './en.ts'

/** A size, or another word of the window's that is counted or told by a rule. */
export type Term = keyof typeof vocabularyEn

export interface Definition {
  readonly name: string
  readonly text: string
  /** How it is counted. */
  readonly formula: string
  readonly example: string
}

export type Vocabulary = Readonly<Record<Term, Definition>>

/** In the order in which they build on one another. */
export const TERMS = Object.keys(vocabularyEn) as readonly Term[]

/** The words as VOCABULARY.md has them. */
export function vocabularyMarkdown(english: Vocabulary, chinese: Vocabulary): string {
  const rows = TERMS.map((term) => {
    const { name, text, formula, example } = english[term]
    return `| ${name} | ${chinese[term].name} | ${text} | ${formula} | ${example} |`
  })
  return [
    '# What the sizes mean',
    '',
    "The same words in the window's info buttons, in reports and here (`shared/vocabulary/`).",
    '',
    '| size | 中文 | meaning | how it is counted | example |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}
