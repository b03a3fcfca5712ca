import { memo, type ReactNode } from 'react'
import classes from './Grid.module.css'
import type { GridLine } from './lines.ts'

interface GridRowProps<L extends GridLine> {
  readonly line: L
  readonly index: number
  /** Pixels from the first row. */
  readonly start: number
  readonly isActive: boolean
  readonly isSelected: boolean
  /** The details are of this one: of several that are gathered one is. */
  readonly isShown: boolean
  readonly isMarked: boolean
  readonly renderCells: (line: L) => ReactNode
}

function Row<L extends GridLine>(props: GridRowProps<L>) {
  const { line, index, start, isActive, isSelected, isShown, isMarked, renderCells } = props
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtualised row is placed by itself, tr cannot be
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-level={line.level}
      aria-selected={isSelected || isMarked}
      data-marked={isMarked || undefined}
      data-shown={isShown || undefined}
      aria-expanded={line.expanded}
      data-index={index}
      data-level={line.level}
      tabIndex={isActive ? 0 : -1}
      className={classes['row']}
      style={{ transform: `translateY(${start}px)` }}
    >
      {renderCells(line)}
    </div>
  )
}

/** Draws anew only when its own line, place or state changes: scrolling leaves the others alone. */
export const GridRow = memo(Row) as typeof Row
