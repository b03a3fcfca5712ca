import { displayText } from '../../bytes/text.ts'
import type { Params } from '../../formats/verdict/types.ts'
import { placeWords, sentenceWords } from '../../i18n/phrase-words.ts'
import { joinNames } from '../../i18n/sentences.ts'
import type { Language } from '../../ipc/contract.ts'
import { isPhrase } from '../../phrases/phrase.ts'
import { cutText } from '../../values/cut-text.ts'
import { formatCount } from '../count.ts'
import { formatSize } from '../size.ts'

/** Params that are bytes. */
const SIZES: readonly string[] = ['size', 'limit', 'allocated', 'length']
const COUNTS: readonly string[] = ['count', 'ratio']

/** The values of a sentence as people read them: sizes with units, names without what hides in them. */
export function shownParams(
  params: Params,
  language: Language = 'en',
): Readonly<Record<string, string>> {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    shownValue(name, value, language),
  ])
  return Object.fromEntries(shown)
}

function shownValue(name: string, value: Params[string], language: Language): string {
  if (typeof value === 'string') {
    return displayText(cutText(name === 'what' ? placeWords(value, language) : value))
  }
  if (isPhrase(value)) return displayText(sentenceWords(value, language))
  if (typeof value === 'object')
    return joinNames(
      value.map((one) => displayText(cutText(one))),
      language,
    )
  if (COUNTS.includes(name)) return formatCount(value)
  return SIZES.includes(name) ? formatSize(value) : String(value)
}
