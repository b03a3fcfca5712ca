import { isStaying, type LeftOut } from '../../../shared/analysis/cleanup/left-out.ts'
import type { Waiting } from '../../../shared/analysis/cleanup/waiting.ts'
import { offeredLanguage } from '../../../shared/i18n/native.ts'
import { planCatalogue } from '../../../shared/i18n/plan.ts'
import { CountPill } from '../../components/CountPill.tsx'
import { Cell, Twisty } from '../../components/cells.tsx'
import { PathText } from '../../components/PathText.tsx'
import { formatCount } from '../../format/number.ts'
import { sumText } from '../../format/sum-text.ts'
import { useText } from '../../i18n/text.tsx'
import { leftOutFrom, leftOutWhy } from './left-out-words.ts'
import classes from './plan.module.css'
import { What } from './What.tsx'

interface LeftOutsCellsProps {
  readonly count: number
  readonly sum: Waiting
  readonly expanded: boolean
  readonly isNarrow: boolean
  readonly hasCommand: boolean
}

/** The head of what is not in the plan: how many, and what they take of which it may be later. */
export function LeftOutsCells(props: LeftOutsCellsProps) {
  const { count, sum, expanded, isNarrow, hasCommand } = props
  const { language } = useText()
  const offered = offeredLanguage(language)
  const { title, text } = planCatalogue(offered).leftOut
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells */}
      <div
        role="gridcell"
        aria-colspan={isNarrow ? 1 : 2}
        className={classes['level']}
        data-narrow={isNarrow || undefined}
        data-plain=""
        title={text}
      >
        <Twisty expanded={expanded} />
        <span className={classes['levelTitle']}>{title}</span>
        <CountPill>{formatCount(count, language)}</CountPill>
        {!isNarrow && <span className={classes['meaning']}>{text}</span>}
      </div>
      <Cell align="end" look="soft">
        {sum.count === 0 ? '–' : sumText(sum.bytes, sum.isAtLeast)}
      </Cell>
      {hasCommand && <Cell>{null}</Cell>}
    </>
  )
}

interface LeftOutCellsProps {
  readonly leftOut: LeftOut
  readonly isNarrow: boolean
  readonly hasCommand: boolean
}

/** Why it is not in the plan, and from when on it may be. */
export function LeftOutCells({ leftOut, isNarrow, hasCommand }: LeftOutCellsProps) {
  const { t, language } = useText()
  const { path, why, atMs } = leftOut
  const offered = offeredLanguage(language)
  const whole = leftOutWhy(leftOut, offered)
  const from = atMs === undefined ? undefined : t('plan.from', { time: leftOutFrom(leftOut) })
  const short = planCatalogue(offered).leftOut.why[why]
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: part of a grid that is not a table element */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: rows take the focus, not cells */}
      <div role="gridcell" className={classes['step']} data-plain="">
        <span className={classes['path']}>
          <PathText path={path} />
          {isNarrow && <What text={short} title={whole} {...(from && { first: from })} />}
        </span>
      </div>
      {!isNarrow && (
        <Cell look="soft" title={whole}>
          <span className={classes['reason']}>{short}</span>
        </Cell>
      )}
      <LeftOutSize leftOut={leftOut} />
      {hasCommand && (
        <Cell look="soft" title={whole}>
          {from ?? '–'}
        </Cell>
      )}
    </>
  )
}

/** Under the column that says what steps free: what it will, if it is to go at all. */
function LeftOutSize({ leftOut }: { readonly leftOut: LeftOut }) {
  const { allocated, isAtLeast = false } = leftOut
  const { t } = useText()
  const size = allocated === undefined ? t('plan.notKnown') : sumText(allocated, isAtLeast)
  const stays = isStaying(leftOut)
  return (
    <Cell align="end" look="faint" {...(stays && { title: t('plan.stays', { size }) })}>
      {stays ? '–' : size}
    </Cell>
  )
}
