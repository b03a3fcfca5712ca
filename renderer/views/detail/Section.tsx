import type { ReactNode } from 'react'
import type { Term } from '../../../shared/vocabulary/terms.ts'
import { Explain } from '../../components/Explain.tsx'
import classes from './detail.module.css'

export function Section({
  title,
  explain,
  anchor,
  children,
}: {
  readonly title: string
  /** The title gets an info button. */
  readonly explain?: Term
  /** Its id, where something leads to it. */
  readonly anchor?: string
  readonly children: ReactNode
}) {
  return (
    <section
      {...(anchor !== undefined && { id: anchor, tabIndex: -1 })}
      className={classes['section']}
    >
      <h3>
        {title}
        {explain && <Explain of={explain} title={title} />}
      </h3>
      {children}
    </section>
  )
}
