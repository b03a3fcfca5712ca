import type { Language } from '../ipc/contract.ts'

/** Sentences as one text: Chinese has no space after its full stop. */
export function joinSentences(sentences: readonly string[], language: Language): string {
  return sentences.join(language === 'zh-CN' ? '' : ' ')
}
