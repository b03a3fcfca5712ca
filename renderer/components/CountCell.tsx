import { formatCount } from '../format/number.ts'
import { useText } from '../i18n/text.tsx'
import { Cell } from './cells.tsx'

/** A number of things, grouped as the language does. */
export function CountCell({ count }: { readonly count: number }) {
  const { language } = useText()
  return <Cell align="end">{formatCount(count, language)}</Cell>
}
