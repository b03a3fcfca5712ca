import type { ReactNode } from 'react'
import classes from './plan.module.css'

/** What a path is, below it: where the table is too narrow for a column of its own. */
export function What(props: {
  readonly text: string
  readonly title: string
  /** What comes before that, as it is more than what was expected. */
  readonly first?: ReactNode
}) {
  const { text, title, first } = props
  return (
    <span className={classes['what']} title={title}>
      {first !== undefined && <>{first} · </>}
      {text}
    </span>
  )
}
