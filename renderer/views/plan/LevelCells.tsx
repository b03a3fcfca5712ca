import { isMore, knownOf } from '../../../shared/analysis/cleanup/total.ts'
import { sum as sumOf } from '../../../shared/analysis/sizes/sum.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { planCatalogue } from '../../../shared/i18n/plan.ts'
import { againTexts } from '../../../shared/report/cleanup/cleanup-sums.ts'
import { CountPill } from '../../components/CountPill.tsx'
import { Cell, Twisty } from '../../components/cells.tsx'
import { formatCount } from '../../format/number.ts'
import { sumText } from '../../format/sum-text.ts'
import { useText } from '../../i18n/text.tsx'
import { useView } from '../../stores/context.tsx'
import classes from './plan.module.css'
import type { PlanLine, PlannedStep } from './plan-table.ts'
import { TickBox } from './TickBox.tsx'

type LevelLine = Extract<PlanLine, { readonly kind: 'level' }>

interface LevelCellsProps {
  readonly line: LevelLine
  readonly isNarrow: boolean
  /** There is a column for how many of its steps have a command. */
  readonly hasCommand: boolean
}

/** What a level is, and what its steps free on top of the levels before it: all of them, or nothing is said. */
export function LevelCells({ line, isNarrow, hasCommand }: LevelCellsProps) {
  const { sum, steps, isPart } = line
  const { t, language } = useText()
  const ticked = useView(({ ticked }) => ticked)
  const offered = offeredLanguage(language)
  const { title, text } = planCatalogue(offered).stages[sum.stage]
  const [why] = isPart ? [t('plan.partOfLevel')] : againTexts(sum, offered)
  const count = steps.filter(({ id }) => ticked.has(id)).length
  const state = count === 0 ? false : count === steps.length ? true : 'mixed'
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells */}
      <div
        role="gridcell"
        aria-colspan={isNarrow ? 1 : 2}
        className={classes['level']}
        data-narrow={isNarrow || undefined}
        title={`${title}\n${text}`}
      >
        <Twisty expanded={line.expanded === true} />
        <TickBox state={state} label={t('plan.tickLevel')} />
        <span className={classes['levelTitle']}>{title}</span>
        <CountPill>
          {isPart && `${formatCount(steps.length, language)} / `}
          {formatCount(sum.steps, language)}
        </CountPill>
      </div>
      {!isPart && sum.given === 0 ? (
        <Ungiven steps={steps} />
      ) : (
        <Cell align="end" {...(why !== undefined && { title: why })}>
          <b>{isPart ? '–' : sumText(knownOf(sum), isMore(sum))}</b>
          {!isPart && why !== undefined && <span className={classes['soft']}> *</span>}
        </Cell>
      )}
      {hasCommand && (
        <Cell look="soft">
          {!isPart && sum.given < sum.steps && (
            <span>{t('plan.given', { given: sum.given, steps: sum.steps })}</span>
          )}
        </Cell>
      )}
    </>
  )
}

/** What a level would free of which no step has a command: it is in no sum of the plan. */
function Ungiven({ steps }: { readonly steps: readonly PlannedStep[] }) {
  const { t } = useText()
  const known = steps.flatMap(({ row }) => row.frees ?? [])
  const isLeast = known.length < steps.length || steps.some(({ row }) => row.isAtLeast === true)
  return (
    <Cell align="end" look="faint" title={t('plan.withoutCommand')}>
      {known.length === 0 ? '–' : sumText(sumOf(known), isLeast)}
    </Cell>
  )
}
