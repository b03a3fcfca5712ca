import type { ReactNode } from 'react'
import classes from './CountPill.module.css'

/** How many things a heading stands over, as text. */
export function CountPill({ children }: { readonly children: ReactNode }) {
  return <span className={classes['pill']}>{children}</span>
}
