import type { Language, Settings } from '../ipc/contract.ts'
import { fill } from '../values/fill.ts'
import { type NativeText, nativeEn } from './native.en.ts'
import { nativeZhCn } from './native.zh-CN.ts'

export type Translate = (text: NativeText, values?: Readonly<Record<string, string>>) => string

const CATALOGUES = { en: nativeEn, 'zh-CN': nativeZhCn } as const

/** What the system draws, in `language`. `{{name}}` in a text is replaced by `values.name`. */
export function nativeTexts(language: Language): Translate {
  const catalogue = CATALOGUES[language]
  return (text, values = {}) => fill(catalogue[text], values)
}

/** A system's language tag reduced to what is offered: any Chinese is zh-CN, all else English. */
export function offeredLanguage(tag: string): Language {
  return /^zh\b/i.test(tag) ? 'zh-CN' : 'en'
}

export function chosenLanguage(chosen: Settings['language'], system: Language): Language {
  return chosen === 'system' ? system : chosen
}
