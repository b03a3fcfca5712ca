import type { ReactNode } from 'react'
import classes from './SelectionBar.module.css'

/** A sum of the selection: all of them in one form, what it is and then how much. */
export function Pair(props: {
  readonly label: ReactNode
  readonly value: string
  readonly title?: string | undefined
}) {
  const { label, value, title } = props
  return (
    <span className={classes['pair']}>
      <span className={classes['soft']}>{label}</span>
      <b title={title}>{value}</b>
    </span>
  )
}
