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
  const value = useMemo(() => ({ t: remembering(t), language: i18n.language }), [t, i18n.language])
  return <TextContext value={value}>{children}</TextContext>
}

/** Of numbers that words are told with. More would be kept of a count that runs. */
const MOST_KEPT = 500

/** A text with no more than a count is looked up once: a screen of rows asks for the same few a hundred times. */
function remembering(t: TFunction): TFunction {
  const known = new Map<string, string>()
  const remember = (...asked: Parameters<TFunction>): string => {
    const key = keyOf(asked[0], asked[1])
    if (key === undefined) return t(...asked)
    const kept = known.get(key)
    if (kept !== undefined) return kept
    if (known.size > MOST_KEPT) known.clear()
    const text = t(...asked)
    known.set(key, text)
    return text
  }
  return remember as TFunction
}

function keyOf(key: unknown, options: unknown): string | undefined {
  if (typeof key !== 'string') return undefined
  if (options === undefined) return key
  if (typeof options !== 'object' || options === null || !('count' in options)) return undefined
  return Object.keys(options).length === 1 ? `${key}\n${options.count}` : undefined
}

/** `useTranslation` at the price of reading a context. */
export function useText(): Text {
  const text = use(TextContext)
  if (text === undefined) throw new Error('a cell was rendered outside TextProvider')
  return text
}
