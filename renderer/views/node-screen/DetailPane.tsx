import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from '../../stores/context.tsx'
import type { Selection, ViewState } from '../../stores/view-state.ts'
import classes from '../detail/detail.module.css'
import { Overview } from '../detail/host/Overview.tsx'
import { FileDetail } from '../detail/image/FileDetail.tsx'
import { NodeImageDetail } from '../detail/image/NodeImageDetail.tsx'
import { InstanceDetail } from '../detail/instance/InstanceDetail.tsx'
import { ProblemGroupDetail } from '../detail/problems/ProblemGroupDetail.tsx'
import { PlanOverview } from '../plan/PlanOverview.tsx'
import { StepDetail } from '../plan/StepDetail.tsx'

/** What the selected row is made of; an overview of the node where nothing is selected. */
export function DetailPane({ width }: { readonly width: number }) {
  const { t } = useTranslation()
  const { scope, selection, isLate } = useShown()
  const isPlan = scope === 'plan'
  const hasMarks = !isPlan && scope !== 'problems'
  // The same for every width: nothing is drawn anew while the pane is pulled wider.
  const content = useMemo(() => {
    if (selection !== undefined) return <Selected selection={selection} />
    return isPlan ? <PlanOverview /> : <Overview />
  }, [isPlan, selection])
  return (
    <aside
      data-region="details"
      className={classes['pane']}
      style={{ width }}
      aria-label={t('detail.label')}
      aria-busy={isLate}
    >
      {hasMarks && selection !== undefined && <OneOfMany />}
      {content}
    </aside>
  )
}

/** Of several rows that were gathered only one is shown here. */
function OneOfMany() {
  const { t } = useTranslation()
  const count = useView(({ marked }) => marked.size)
  if (count < 2) return undefined
  return <p className={classes['oneOfMany']}>{t('accounting.selection.onePane', { count })}</p>
}

interface Shown extends Pick<ViewState, 'scope' | 'selection'> {
  /** The details are those of the list before, until they have been drawn. */
  readonly isLate: boolean
}

/** With another list its table comes first, and what was selected there in slices after it. */
function useShown(): Shown {
  const scope = useView(({ scope }) => scope)
  const selection = useView(({ selection }) => selection)
  const now = useMemo(() => ({ scope, selection }), [scope, selection])
  const late = useDeferredValue(now)
  return late.scope === scope ? { ...now, isLate: false } : { ...late, isLate: true }
}

function Selected({ selection }: { readonly selection: Selection }) {
  switch (selection.kind) {
    case 'instance':
      return <InstanceDetail id={selection.path} />
    case 'image':
      return <NodeImageDetail path={selection.path} />
    case 'file':
      return <FileDetail path={selection.path} instance={selection.instance} />
    case 'path':
      return <FileDetail path={selection.path} instance={undefined} />
    case 'problem':
      return <ProblemGroupDetail id={selection.path} />
    case 'step':
      return <StepDetail id={selection.path} />
  }
}
