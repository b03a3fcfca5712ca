import { Boxes, Disc, Files, Layers, ListChecks, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isStep } from '../../../shared/analysis/cleanup/stages.ts'
import { countText } from '../../format/sum-text.ts'
import { usePlaces, useScan, useView } from '../../stores/context.tsx'
import { selectPlacesActions } from '../../stores/places.ts'
import { isCountAtLeast } from '../../stores/scan-lacks.ts'
import { hasOnlyFailed } from '../../stores/scan-state.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { Scope } from '../../stores/view-state.ts'
import classes from './ScopeList.module.css'

const icons: Readonly<Record<Scope, ReactNode>> = {
  instances: <Boxes size={15} aria-hidden />,
  bases: <Layers size={15} aria-hidden />,
  images: <Disc size={15} aria-hidden />,
  others: <Files size={15} aria-hidden />,
  problems: <TriangleAlert size={15} aria-hidden />,
  plan: <ListChecks size={15} aria-hidden />,
}

const scopes: readonly Scope[] = ['instances', 'bases', 'images', 'others', 'problems', 'plan']

/** The parts of a node with how much each holds. */
export function ScopeList() {
  const { t, i18n } = useTranslation()
  const current = useView(({ scope }) => scope)
  const { showScope } = useView(selectViewActions)
  const { dismiss } = usePlaces(selectPlacesActions)
  const view = useScan(({ view }) => view)
  const instanceCount = useScan(({ rows }) => rows.length)
  const hasFailed = useScan(hasOnlyFailed)
  const findings = useScan(({ view }) => view?.findings)
  const stepCount = useMemo(() => findings?.filter(isStep).length, [findings])
  const isGlance = (view?.layout.glancePaths.length ?? 0) > 0
  const counts: Readonly<Record<Scope, number | undefined>> = {
    instances: hasFailed ? undefined : instanceCount,
    bases: view?.bases.length,
    images: view?.images.length,
    others: view && view.others.listed.length + view.others.leftOut.count,
    problems: view?.findings.length,
    plan: stepCount,
  }
  const status = useScan(({ status }) => status)
  const isSerious = view?.findings.some(({ severity }) => severity === 'high') ?? false
  return (
    <nav data-region="parts" className={classes['list']} aria-label={t('scopes.label')}>
      {scopes.map((scope) => {
        const count = counts[scope]
        const isLeast = isCountAtLeast({ status, view }, scope)
        return (
          <button
            key={scope}
            type="button"
            className={classes['item']}
            aria-current={scope === current ? 'page' : undefined}
            onClick={() => {
              showScope(scope)
              dismiss()
            }}
            data-scope={scope}
          >
            {icons[scope]}
            <span className={classes['name']}>
              {scope === 'images' && isGlance ? t('scopes.glance') : t(`scopes.${scope}`)}
            </span>
            <span
              className={classes['count']}
              data-tone={scope === 'problems' && isSerious ? 'high' : undefined}
              title={
                count === undefined
                  ? t(hasFailed ? 'banner.scanFailed' : 'scopes.later')
                  : isLeast
                    ? t('unknown.partialLeast')
                    : undefined
              }
            >
              {count === undefined ? '–' : countText(count, isLeast, i18n.language)}
            </span>
          </button>
        )
      })}
    </nav>
  )
}
