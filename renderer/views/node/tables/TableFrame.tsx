import type { ReactNode, RefObject } from 'react'
import type { Scope } from '../../../stores/view-state.ts'
import { SelectionBar } from '../selection/SelectionBar.tsx'
import { FilterBar } from './FilterBar.tsx'
import { NoMatch } from './NoMatch.tsx'
import { TableEmpty } from './TableEmpty.tsx'
import classes from './TableFrame.module.css'

interface TableFrameProps {
  readonly scope: Scope
  readonly shown: number
  readonly total: number
  /** More is known than this shows, and being drawn. */
  readonly isLate?: boolean
  /** What stands beside the filter. */
  readonly tools?: ReactNode
  /** Set where the width of the table decides what it shows. */
  readonly frame?: RefObject<HTMLElement | null>
  /** Stands above the rows, even where there are none. */
  readonly note?: ReactNode
  readonly menu: ReactNode
  /** Stands below the rows, where rows are not gathered. */
  readonly bar?: ReactNode
  /** The rows that are shown; something else stands there while there are none. */
  readonly children: ReactNode
}

/** A table below its filter. */
export function TableFrame(props: TableFrameProps) {
  const { scope, shown, total, isLate = false, tools, frame, note, menu, bar, children } = props
  return (
    <section ref={frame} data-region="table" className={classes['frame']}>
      <FilterBar scope={scope} shown={shown} total={total} tools={tools} />
      {note}
      <div className={classes['rows']} aria-busy={isLate}>
        {total === 0 ? (
          <TableEmpty scope={scope} />
        ) : shown === 0 ? (
          <NoMatch scope={scope} />
        ) : (
          children
        )}
      </div>
      {menu}
      {bar ?? (scope !== 'problems' && scope !== 'plan' && <SelectionBar scope={scope} />)}
    </section>
  )
}
