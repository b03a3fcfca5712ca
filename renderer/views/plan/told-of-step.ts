import { byNova } from '../../../shared/analysis/cleanup/by-nova.ts'
import type { CleanupStage } from '../../../shared/analysis/cleanup/stages.ts'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { formatAge } from '../../../shared/report/age.ts'
import { showName } from '../../format/path.ts'
import type { useText } from '../../i18n/text.tsx'
import { type NodeIndex, ownerAt } from '../node/node-index.ts'
import type { PlannedStep } from './plan-table.ts'

/** Levels of which the title does not say what each of their steps is. */
const mixed: ReadonlySet<CleanupStage> = new Set(['temporary', 'after'])

/** What decides whether a step is taken: whose it is and since when nothing has changed it, or that Nova takes it. */
export function toldOfStep(
  { row, finding }: PlannedStep,
  view: NodeView | undefined,
  index: NodeIndex,
  { t, language }: ReturnType<typeof useText>,
): string {
  const { path } = finding.subject
  if (finding.code === 'unused-base' && finding.evidence['case'] === 'kept') return t('plan.kept')
  const nova = view && byNova(view, finding)
  if (nova !== undefined) return t(BY_NOVA[nova.assumed ?? 'nothing'])
  const name = ownerAt(path, index)?.name
  const { age } = finding.evidence
  const parts = [
    name === undefined ? [] : [showName(name)],
    typeof age === 'number'
      ? [t('plan.unchanged', { age: formatAge(age, offeredLanguage(language)) })]
      : [],
  ].flat()
  const what = t(`findings.code.${finding.code}.title`)
  return (parts.length === 0 || mixed.has(row.stage) ? [what, ...parts] : parts).join(' · ')
}

const BY_NOVA = {
  nothing: 'plan.byNova',
  options: 'plan.byNovaDefaults',
  release: 'plan.byNovaRelease',
} as const
