import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '../../shared/ipc/contract.ts'
import { en } from './en.ts'
import { zhCN } from './zh-CN.ts'

/** An i18next instance with both catalogues, ready at once: nothing is loaded later. */
export function createI18n(language: Language): i18n {
  const instance = createInstance()
  instance.use(initReactI18next)
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    // Keys hold no namespace, and file names in values may hold colons.
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return instance
}
