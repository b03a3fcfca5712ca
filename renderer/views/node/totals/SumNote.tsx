import { useTranslation } from 'react-i18next'
import type { VirtualTotals } from '../../../../shared/analysis/sizes/virtual-totals.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import classes from './Totals.module.css'

interface SumNoteProps {
  /** Left out where what is elsewhere says all. */
  readonly text: string | undefined
  readonly sums: VirtualTotals
  readonly about: 'virtual' | 'growth'
  readonly parts?: number
}

/** With what the sum leaves out, because nobody can say how large it is. */
export function SumNote({ text, sums, about, parts = 0 }: SumNoteProps) {
  const { t, i18n } = useTranslation()
  const { of, count, unknown, incomplete, elsewhere } = sums
  const store = elsewhereText(about, elsewhere, count > 0, offeredLanguage(i18n.language))
  const hidden = of === 'disks' ? 'unknown.instances' : 'unknown.entries'
  const left = [
    ...(unknown === 0 ? [] : [t('totals.unknownSize', { count: unknown })]),
    ...(incomplete === 0 ? [] : [t(hidden, { count: incomplete })]),
    ...(parts === 0 ? [] : [t('unknown.parts', { count: parts })]),
    ...(store === undefined ? [] : [store]),
  ]
  const lines = text === undefined ? left : [text, ...left]
  return (
    <span title={lines.join('\n')}>
      {lines.map((one) => (
        <span key={one} className={classes['whole']}>
          {one}
        </span>
      ))}
    </span>
  )
}
