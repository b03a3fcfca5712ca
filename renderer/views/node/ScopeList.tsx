import { Boxes, Disc, Files, Layers, ListChecks, TriangleAlert } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { isStep } from '../../../shared/analysis/cleanup/stages.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { usePlaces, useScan, useView } from '../../stores/context.tsx'
import { selectPlacesActions } from '../../stores/places.ts'
import { isStoreShut } from '../../stores/scan-lacks.ts'
import { hasOnlyFailed } from '../../stores/scan-state.ts'
import { selectViewActions } from '../../stores/view.ts'
import type { Scope } from '../../stores/view-state.ts'
import { PlanCount, ProblemCount, ScopeCount } from './ScopeCount.tsx'
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
  const { t } = useTranslation()
  const counts = useScopeCounts()
  return (
    <nav data-region="parts" className={classes['list']} aria-label={t('scopes.label')}>
      {scopes.map((scope) => (
        <ScopeItem key={scope} scope={scope} count={counts[scope]} />
      ))}
    </nav>
  )
}

/** Images that were opened by themselves beside a store are not Glance's. */
function hasOnlyStored({ layout, opened = [] }: NodeView): boolean {
  return layout.glancePaths.length > 0 && opened.every(({ kind }) => kind !== 'image')
}

interface ItemProps {
  readonly scope: Scope
  /** Undefined while nothing is known of it. */
  readonly count: number | undefined
}

function ScopeItem({ scope, count }: ItemProps) {
  const { t } = useTranslation()
  const isCurrent = useView((state) => state.scope === scope)
  const { showScope } = useView(selectViewActions)
  const { dismiss } = usePlaces(selectPlacesActions)
  const isGlance = useScan(({ view }) => view !== undefined && hasOnlyStored(view))
  const name = scope === 'images' && isGlance ? t('scopes.glance') : t(`scopes.${scope}`)
  return (
    <button
      type="button"
      className={classes['item']}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={() => {
        showScope(scope)
        dismiss()
      }}
      data-scope={scope}
    >
      {icons[scope]}
      <span className={classes['name']}>{name}</span>
      <HowMuch scope={scope} count={count} />
    </button>
  )
}

function HowMuch({ scope, count }: ItemProps) {
  switch (scope) {
    case 'problems':
      return <ProblemCount count={count} />
    case 'plan':
      return <PlanCount count={count} />
    default:
      return <ScopeCount scope={scope} count={count} />
  }
}

function useScopeCounts(): Readonly<Record<Scope, number | undefined>> {
  const view = useScan(({ view }) => view)
  const instanceCount = useScan(({ rows }) => rows.length)
  const hasFailed = useScan(hasOnlyFailed)
  const isNoneSeen = view !== undefined && view.images.length === 0 && isStoreShut(view)
  const findings = useScan(({ view }) => view?.findings)
  const stepCount = useMemo(() => findings?.filter(isStep).length, [findings])
  return {
    instances: hasFailed ? undefined : instanceCount,
    bases: view?.bases.length,
    images: isNoneSeen ? undefined : view?.images.length,
    others: view && view.others.listed.length + view.others.leftOut.count,
    problems: view?.findings.length,
    plan: stepCount,
  }
}
