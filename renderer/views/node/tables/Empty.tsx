import type { ReactNode } from 'react'
import classes from './TableFrame.module.css'

interface EmptyProps {
  readonly icon: ReactNode
  readonly title: string
  readonly text: ReactNode
  readonly role?: 'alert'
  readonly children?: ReactNode
}

/** What stands in a table's place. */
export function Empty({ icon, title, text, role, children }: EmptyProps) {
  return (
    <div className={classes['empty']} role={role}>
      <span className={classes['emptyIcon']}>{icon}</span>
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  )
}
