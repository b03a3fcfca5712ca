import { reasonsEn } from '../../i18n/reasons.en.ts'
import { reasonsZhCn } from '../../i18n/reasons.zh-CN.ts'
import type { Language } from '../../ipc/contract.ts'

const reasons: Readonly<Record<Language, Readonly<Record<keyof typeof reasonsEn, string>>>> = {
  en: reasonsEn,
  'zh-CN': reasonsZhCn,
}

/** The code of a `TreeFault` in words, with the system's own name for it. */
export function reasonText(code: unknown, errno: unknown, language: Language = 'en'): string {
  const words = isReason(code) ? reasons[language][code] : String(code)
  return typeof errno === 'string' && errno !== '' ? `${words} (${errno})` : words
}

function isReason(code: unknown): code is keyof typeof reasonsEn {
  return typeof code === 'string' && Object.hasOwn(reasonsEn, code)
}
