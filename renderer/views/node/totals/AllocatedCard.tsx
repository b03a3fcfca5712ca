import { useTranslation } from 'react-i18next'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { isUnwalked } from '../../../../shared/analysis/opened/unrecognised.ts'
import { isAllocatedAtLeast, isPartial } from '../../../../shared/analysis/sizes/partial.ts'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { labelled } from '../../../../shared/i18n/sentences.ts'
import { unrecognised } from '../../../../shared/i18n/unrecognised.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { StackedBar } from '../../../components/StackedBar.tsx'
import { sumText } from '../../../format/sum-text.ts'
import { kindParts } from '../kinds.ts'
import { useShowKind } from '../useShowList.ts'
import { PartsLegend } from './PartsLegend.tsx'
import { TotalCard as Card } from './TotalCard.tsx'

export function AllocatedCard({ view }: { readonly view: NodeView }) {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  const showKind = useShowKind()
  const parts = kindParts(view.totals.byKind)
  const least = isAllocatedAtLeast(view)
  const shown = parts.filter(({ value }) => value > 0)
  const label = shown.map(({ key, value }) =>
    labelled(t(`kinds.${key}`), sumText(value, least), language),
  )
  return (
    <Card
      title={t('totals.allocated')}
      explain="totalAllocated"
      value={<AllocatedSum view={view} />}
      bar={<StackedBar parts={parts} label={label.join('\n')} />}
      note={
        <PartsLegend
          title={label.join('\n')}
          parts={shown.map(({ key, color, value }) => ({
            ...{ key, color, name: t(`kinds.${key}`), size: sumText(value, least) },
            onShow: () => showKind(key),
          }))}
        />
      }
    />
  )
}

/**
 * What could not be read, or was not looked at, may take more, and so may what a file system makes up: where
 * nothing else was seen, nothing is known.
 */
function AllocatedSum({ view }: { readonly view: NodeView }) {
  const { t } = useTranslation()
  const { allocated, hidden, unreadable, madeUp = 0 } = view.totals
  if (isUnwalked(view)) return <Unwalked />
  const least = hidden === unreadable ? 'unknown.entriesLeast' : 'unknown.someEntriesLeast'
  if (!isAllocatedAtLeast(view)) return formatSize(allocated)
  const why = [
    ...(isPartial(view) ? [t('unknown.partialLeast')] : []),
    ...(hidden > 0 ? [t(least, { count: hidden, all: unreadable })] : []),
    ...(madeUp > 0 ? [t('unknown.filesLeast', { count: madeUp })] : []),
  ]
  return <span title={why.join('\n')}>{allocated > 0 ? sumText(allocated, true) : '–'}</span>
}

/** The root of a machine without a place of Nova: nothing in it was counted. */
function Unwalked() {
  const { i18n } = useTranslation()
  const { text } = unrecognised({ kind: 'node' }, offeredLanguage(i18n.language))
  return <span title={text}>–</span>
}
