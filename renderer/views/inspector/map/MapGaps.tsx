import { useTranslation } from 'react-i18next'
import { offeredLanguage } from '../../../../shared/i18n/native.ts'
import { joinNames, joinSentences } from '../../../../shared/i18n/sentences.ts'
import type { ExtentsGap, MapGap, MapSummary } from '../../../../shared/ipc/tasks.ts'
import { showName } from '../../../format/path.ts'

const SHOWN_GAPS = 10

/** What the disk lacks, or what is another than recorded. */
export function MapGaps({ summary }: { readonly summary: MapSummary }) {
  const { t } = useTranslation()
  const gapText = useGapText(summary)
  const { gaps } = summary
  return (
    <>
      {gaps.slice(0, SHOWN_GAPS).map((gap) => (
        <p key={`${gap.kind} ${gap.path}`} data-tone="warning">
          {gapText(gap)}
        </p>
      ))}
      {gaps.length > SHOWN_GAPS && (
        <p>{t('inspector.more', { count: gaps.length - SHOWN_GAPS })}</p>
      )}
    </>
  )
}

/** Below the lowest layer nothing lies that could show through, and not each data file has a name. */
function useGapText({ layers }: MapSummary) {
  const { t } = useTranslation()
  const extentsText = useExtentsText()
  return (gap: MapGap): string => {
    if ('names' in gap) return extentsText(gap)
    const { kind, path, name } = gap
    const names = { file: showName(path), name: showName(name ?? '') }
    if (kind === 'data-file' && name === undefined)
      return t('inspector.map.gap.dataFileWithoutName', names)
    const isLowest = kind === 'tables' && layers.at(-1)?.path === path
    return t(`inspector.map.gap.${isLowest ? 'tablesOfLowest' : kind}`, names)
  }
}

function useExtentsText() {
  const { t, i18n } = useTranslation()
  const language = offeredLanguage(i18n.language)
  return ({ kind, path, names, count }: ExtentsGap): string => {
    const more = count - names.length
    const first = joinNames(names.map(showName), language)
    const all =
      more > 0 ? joinSentences([first, t('bar.andMore', { count: more })], language) : first
    return t(`inspector.map.gap.${kind}`, { file: showName(path), names: all, count })
  }
}
