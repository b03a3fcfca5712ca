import { CloseButton, TextInput } from '@mantine/core'
import { Search, X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isUnfinished } from '../../../../shared/nova/base-name.ts'
import { baseName, shortBaseName } from '../../../format/path.ts'
import { countText } from '../../../format/sum-text.ts'
import { focusFirstRow } from '../../../grid/first-row.ts'
import { usePlan, useScan, useView } from '../../../stores/context.tsx'
import { isCountAtLeast } from '../../../stores/scan-lacks.ts'
import { hasOnlyFailed } from '../../../stores/scan-state.ts'
import { selectViewActions } from '../../../stores/view.ts'
import type { Scope } from '../../../stores/view-state.ts'
import classes from './TableFrame.module.css'

/** The page's keys find the field by this. */
export const filterFieldId = 'cowscope-filter'

const placeholders = {
  instances: 'filter.placeholder',
  bases: 'filter.placeholderBases',
  images: 'filter.placeholderImages',
  others: 'filter.placeholderOthers',
  problems: 'filter.placeholderProblems',
  plan: 'plan.filter',
} as const

interface FilterBarProps {
  readonly scope: Scope
  readonly shown: number
  readonly total: number
  readonly tools?: ReactNode
}

export function FilterBar({ scope, shown, total, tools }: FilterBarProps) {
  const { t } = useTranslation()
  const text = useView(({ scopes }) => scopes[scope].filter)
  const { filter } = useView(selectViewActions)
  const counted = useCounted(scope, shown, total)
  return (
    <div className={classes['bar']}>
      <TextInput
        id={filterFieldId}
        className={classes['search'] ?? ''}
        size="xs"
        value={text}
        onChange={(event) => filter(scope, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'ArrowDown' || event.key === 'Enter') focusFirstRow()
          else if (event.key === 'Escape' && text !== '') filter(scope, '')
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        placeholder={t(placeholders[scope])}
        aria-label={t(placeholders[scope])}
        leftSection={<Search size={14} aria-hidden />}
        rightSection={
          text !== '' && (
            <CloseButton
              size="sm"
              aria-label={t('filter.clear')}
              onClick={() => filter(scope, '')}
            />
          )
        }
      />
      {scope === 'instances' && <BaseChip />}
      <span className={classes['count']} role="status">
        {counted}
      </span>
      {tools}
    </div>
  )
}

/** How many rows there are, of which the filter lets how many pass, and which of them are of another kind. */
function useCounted(scope: Scope, shown: number, total: number): string {
  const { t, i18n } = useTranslation()
  const hasFailed = useScan(hasOnlyFailed)
  const least = useScan((scan) => isCountAtLeast(scan, scope))
  const leftOver = useLeftOver(scope, total)
  const leftOut = usePlan((plan) => plan.leftOut.length)
  const notListed = useScan(({ view }) => view?.others.leftOut.count ?? 0)
  const count = (value: number) => countText(value, least, i18n.language)
  if (hasFailed) return ''
  if (shown !== total) return t('filter.shown', { shown: count(shown), total: count(total) })
  if (scope === 'plan' && leftOut > 0) {
    return t('plan.withLeftOut', { steps: count(total - leftOut), count: leftOut })
  }
  if (scope === 'others' && notListed > 0) {
    return t('others.listed', { listed: count(total), total: count(total + notListed) })
  }
  return leftOver > 0
    ? t('filter.withLeftover', { total: count(total), count: leftOver })
    : t('filter.all', { total: count(total) })
}

/**
 * Rows that are what a resize, a deletion or a download left over: the totals have them among the
 * leftovers.
 */
function useLeftOver(scope: Scope, total: number): number {
  const view = useScan(({ view }) => view)
  const bases = view?.bases
  const downloads = useMemo(() => bases?.filter(({ base }) => isUnfinished(base)).length, [bases])
  if (scope === 'bases') return downloads ?? 0
  return scope === 'instances' && view !== undefined ? total - view.totals.instances : 0
}

function BaseChip() {
  const { t } = useTranslation()
  const base = useView(({ base }) => base)
  const { clearBase } = useView(selectViewActions)
  if (base === undefined) return undefined
  return (
    <span className={classes['chip']}>
      {t('filter.onBase', { name: shortBaseName(baseName(base)) })}
      <button type="button" onClick={clearBase} aria-label={t('filter.clearBase')}>
        <X size={13} aria-hidden />
      </button>
    </span>
  )
}
