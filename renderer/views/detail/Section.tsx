import type { ReactNode } from 'react'
import type { Term } from '../../../shared/vocabulary/terms.ts'
import { Explain } from '../../components/Explain.tsx'
import classes from './detail.module.css'

export function Section({
  title,
  explain,
  children,
}: {
  readonly title: string
  /** The title gets an info button. */
  readonly explain?: Term
  readonly children: ReactNode
}) {
  return (
    <section className={classes['section']}>
      <h3>
        {title}
        {explain && <Explain of={explain} title={title} />}
      </h3>
      {children}
    </section>
  )
}
