import { isMore, knownOf } from '../../../shared/analysis/cleanup/total.ts'
import { sum as sumOf } from '../../../shared/analysis/sizes/sum.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { planCatalogue } from '../../../shared/i18n/plan.ts'
import { againTexts } from '../../../shared/report/cleanup/cleanup-sums.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { CountPill } from '../../components/CountPill.tsx'
import { Cell, Twisty } from '../../components/cells.tsx'
import { PathText } from '../../components/PathText.tsx'
import { formatCount } from '../../format/number.ts'
import { showName } from '../../format/path.ts'
import { sumText } from '../../format/sum-text.ts'
import { useText } from '../../i18n/text.tsx'
import { useScan, useView } from '../../stores/context.tsx'
import type { NodeIndex } from '../node/node-index.ts'
import { LeftOutCells, LeftOutsCells } from './LeftOutCells.tsx'
import classes from './plan.module.css'
import { type PlanLine, type PlannedStep, stepPath } from './plan-table.ts'
import { TickBox } from './TickBox.tsx'
import { toldOfStep } from './told-of-step.ts'
import { What } from './What.tsx'

interface PlanCellsProps {
  readonly line: PlanLine
  readonly index: NodeIndex
  /** What a step is, and why it has no command, stand below its path. */
  readonly isNarrow: boolean
  /** There is a column for why a step has no command, or when it will. */
  readonly hasCommand: boolean
}

export function PlanCells({ line, index, ...shape }: PlanCellsProps) {
  switch (line.kind) {
    case 'step':
      return <StepCells step={line.step} index={index} {...shape} />
    case 'left-outs':
      return (
        <LeftOutsCells
          count={line.count}
          sum={line.sum}
          expanded={line.expanded === true}
          {...shape}
        />
      )
    case 'left-out':
      return <LeftOutCells leftOut={line.leftOut} {...shape} />
    case 'level':
  }
  return <LevelCells line={line} {...shape} />
}

type LevelLine = Extract<PlanLine, { readonly kind: 'level' }>

interface LevelCellsProps extends Pick<PlanCellsProps, 'isNarrow' | 'hasCommand'> {
  readonly line: LevelLine
}

/** What a level is, and what its steps free on top of the levels before it: all of them, or nothing is said. */
function LevelCells({ line, isNarrow, hasCommand }: LevelCellsProps) {
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

interface StepCellsProps extends Omit<PlanCellsProps, 'line'> {
  readonly step: PlannedStep
}

function StepCells({ step, index, isNarrow, hasCommand }: StepCellsProps) {
  const { id, row, finding } = step
  const text = useText()
  const { t, language } = text
  const isTicked = useView(({ ticked }) => ticked.has(id))
  const view = useScan(({ view }) => view)
  const told = toldOfStep(step, view, index, text)
  const meaning = showName(findingText(finding, offeredLanguage(language)))
  const { gate } = row
  const command = gate && (
    <span className={classes['gate']} data-gate={gate}>
      {t(`plan.gate.${gate}`)}
    </span>
  )
  const later =
    row.afterwards === undefined
      ? {}
      : { title: t('plan.afterwards', { size: formatSize(row.afterwards) }) }
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells */}
      <div role="gridcell" className={classes['step']}>
        <TickBox state={isTicked} label={t('plan.tick')} />
        <span className={classes['path']}>
          <PathText path={stepPath(step, offeredLanguage(language))} />
          {isNarrow && <What text={told} title={meaning} {...(command && { first: command })} />}
        </span>
      </div>
      {!isNarrow && (
        <Cell look="soft" title={`${told}\n${meaning}`}>
          {told}
        </Cell>
      )}
      <Cell align="end" {...(row.frees === undefined && { look: 'faint' as const })} {...later}>
        {row.frees === undefined ? t('plan.notKnown') : sumText(row.frees, row.isAtLeast === true)}
        {row.afterwards !== undefined && <span className={classes['soft']}> +</span>}
      </Cell>
      {hasCommand && (
        <Cell look="soft" {...(gate && { title: t(`plan.gate.${gate}`) })}>
          {command}
        </Cell>
      )}
    </>
  )
}
