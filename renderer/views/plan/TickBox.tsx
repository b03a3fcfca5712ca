import { Check, Minus } from 'lucide-react'
import classes from './plan.module.css'

interface TickBoxProps {
  readonly state: boolean | 'mixed'
  readonly label: string
}

/** A box in a row of the grid, which listens for it: a click on the box, or the space bar. */
export function TickBox({ state, label }: TickBoxProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: the row has the focus and the keys, an input would take both
    <span
      role="checkbox"
      aria-checked={state}
      aria-label={label}
      tabIndex={-1}
      data-tick=""
      className={classes['tick']}
    >
      {state === true && <Check size={12} aria-hidden />}
      {state === 'mixed' && <Minus size={12} aria-hidden />}
    </span>
  )
}
