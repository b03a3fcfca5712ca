import type { Language } from '../ipc/contract.ts'

/** Marks as a language sets them between its words: those of Chinese bring their own space. */
const MARKS = {
  en: {
    ...{ colon: ':', gap: ' ', stop: '.', comma: ', ', listed: ', ', apart: '; ' },
    ...{ open: ' (', close: ')' },
  },
  'zh-CN': {
    ...{ colon: '：', gap: '', stop: '。', comma: '，', listed: '、', apart: '；' },
    ...{ open: '（', close: '）' },
  },
} as const

/** What stands between a full stop or a colon and what follows: nothing in Chinese. */
export function gapOf(language: Language): string {
  return MARKS[language].gap
}

/** Sentences as one text: Chinese has no space after its full stop. */
export function joinSentences(sentences: readonly string[], language: Language): string {
  return sentences.join(MARKS[language].gap)
}

/** Names one after the other, within a sentence. */
export function joinNames(names: readonly string[], language: Language): string {
  return names.join(MARKS[language].listed)
}

/** Phrases as one sentence; what is empty is left out. */
export function joinPhrases(phrases: readonly string[], language: Language): string {
  return phrases.filter((phrase) => phrase !== '').join(MARKS[language].comma)
}

/** Clauses that have commas or colons of their own, within a sentence. */
export function joinClauses(clauses: readonly string[], language: Language): string {
  return clauses.join(MARKS[language].apart)
}

/** A text that ends with a full stop. */
export function asSentence(text: string, language: Language): string {
  return text + MARKS[language].stop
}

/** What stands above a list or a block. */
export function headed(title: string, language: Language): string {
  return title + MARKS[language].colon
}

/** A value behind what it is called. */
export function labelled(label: string, text: string, language: Language): string {
  const { colon, gap } = MARKS[language]
  return `${label}${colon}${gap}${text}`
}

/** A text with what is to be known of it in brackets; without brackets where that is nothing. */
export function withNotes(text: string, notes: readonly string[], language: Language): string {
  const { open, close } = MARKS[language]
  return notes.length === 0 ? text : `${text}${open}${joinClauses(notes, language)}${close}`
}
