import type { ReactNode, RefObject } from 'react'
import type { Scope } from '../../stores/view.ts'
import { FilterBar } from './FilterBar.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import classes from './TableFrame.module.css'

interface TableFrameProps {
  readonly scope: Scope
  readonly shown: number
  readonly total: number
  /** What stands beside the filter. */
  readonly tools?: ReactNode
  /** Set where the width of the table decides what it shows. */
  readonly frame?: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

/** A table below its filter. */
export function TableFrame({ scope, shown, total, tools, frame, children }: TableFrameProps) {
  return (
    <section ref={frame} data-region="table" className={classes['frame']}>
      <FilterBar scope={scope} shown={shown} total={total} tools={tools} />
      {children}
      {scope !== 'problems' && <SelectionBar scope={scope} />}
    </section>
  )
}
