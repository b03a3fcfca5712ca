import type { ReactNode } from 'react'
import type { Term } from '../../../shared/vocabulary/terms.ts'
import { Explain } from '../../components/Explain.tsx'
import { Fold } from '../../components/Fold.tsx'
import classes from './detail.module.css'

export function Section({
  title,
  explain,
  anchor,
  isFolded = false,
  children,
}: {
  readonly title: string
  /** The title gets an info button. */
  readonly explain?: Term
  /** Its id, where something leads to it. */
  readonly anchor?: string
  /** Of what few come for there is the title alone, until it is opened. */
  readonly isFolded?: boolean
  readonly children: ReactNode
}) {
  const heading = (
    <h3>
      {title}
      {explain && <Explain of={explain} title={title} />}
    </h3>
  )
  return (
    <section
      {...(anchor !== undefined && { id: anchor, tabIndex: -1 })}
      className={classes['section']}
    >
      {isFolded ? (
        <Fold look="section" title={heading}>
          {children}
        </Fold>
      ) : (
        <>
          {heading}
          {children}
        </>
      )}
    </section>
  )
}
