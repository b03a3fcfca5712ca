import type { TFunction } from 'i18next'
import { createContext, type ReactNode, use, useMemo } from 'react'
import { useTranslation } from 'react-i18next'

interface Text {
  readonly t: TFunction
  readonly language: string
}

const TextContext = createContext<Text | undefined>(undefined)

/** One subscription to the catalogue for all cells below: thousands are drawn while a table scrolls. */
export function TextProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation()
  const value = useMemo(() => ({ t, language: i18n.language }), [t, i18n.language])
  return <TextContext value={value}>{children}</TextContext>
}

/** `useTranslation` at the price of reading a context. */
export function useText(): Text {
  const text = use(TextContext)
  if (text === undefined) throw new Error('a cell was rendered outside TextProvider')
  return text
}
