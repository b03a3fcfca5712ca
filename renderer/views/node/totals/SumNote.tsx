import { useTranslation } from 'react-i18next'
import type { VirtualTotals } from '../../../../shared/analysis/sizes/virtual-totals.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { elsewhereText } from '../../../../shared/report/elsewhere-text.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { useShowList } from '../useShowList.ts'
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
  const showNotWhole = useShowNotWhole()
  const { of, count, unknown, incomplete, elsewhere } = sums
  const open = about === 'growth' ? sums.unknownGrowth : 0
  const store = elsewhereText(about, elsewhere, count > 0, offeredLanguage(i18n.language))
  const isOfDisks = of === 'disks'
  const hidden = t(isOfDisks ? 'unknown.instances' : 'unknown.entries', { count: incomplete })
  const lines: readonly Line[] = [
    ...(text === undefined ? [] : [{ text }]),
    ...(unknown === 0 ? [] : [{ text: t('totals.unknownSize', { count: unknown }) }]),
    ...(open === 0 ? [] : [{ text: t('unknown.growthDisks', { count: open }) }]),
    ...(incomplete === 0 ? [] : [{ text: hidden, ...(isOfDisks && { onShow: showNotWhole }) }]),
    ...(parts === 0 ? [] : [{ text: t('unknown.parts', { count: parts }) }]),
    ...(store === undefined ? [] : [{ text: store }]),
  ]
  return (
    <span title={lines.map((line) => line.text).join('\n')}>
      {lines.map((line) => (
        <NoteLine key={line.text} {...line} />
      ))}
    </span>
  )
}

interface Line {
  readonly text: string
  readonly onShow?: () => void
}

function NoteLine({ text, onShow }: Line) {
  if (onShow === undefined) return <span className={classes['whole']}>{text}</span>
  return (
    <button type="button" className={`${classes['whole']} ${classes['leads']}`} onClick={onShow}>
      {text}
    </button>
  )
}

/** Leads to the instances of which not all was seen: the words of the filter find them. */
function useShowNotWhole(): () => void {
  const { t } = useTranslation()
  const showList = useShowList()
  const { filter } = useView(selectViewActions)
  return () => {
    showList('instances')
    filter('instances', t('unknown.notWhole'))
  }
}
