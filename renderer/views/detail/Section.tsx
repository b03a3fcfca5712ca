import type { ReactNode } from 'react'
import classes from './detail.module.css'

export function Section({
  title,
  children,
}: {
  readonly title: string
  readonly children: ReactNode
}) {
  return (
    <section className={classes['section']}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}
