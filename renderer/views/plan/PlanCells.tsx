import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { findingText } from '../../../shared/report/text/finding-text.ts'
import { Cell } from '../../components/cells.tsx'
import { PathText } from '../../components/PathText.tsx'
import { showName } from '../../format/path.ts'
import { sumText } from '../../format/sum-text.ts'
import { useText } from '../../i18n/text.tsx'
import { useScan, useView } from '../../stores/context.tsx'
import type { NodeIndex } from '../node/node-index.ts'
import { LeftOutCells, LeftOutsCells } from './LeftOutCells.tsx'
import { LevelCells } from './LevelCells.tsx'
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
