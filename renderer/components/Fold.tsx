import { type ReactNode, useState } from 'react'
import classes from './Fold.module.css'

interface FoldProps {
  /** The line that is always there. */
  readonly title: ReactNode
  readonly children: ReactNode
  /** `card` has a border around all of it; a line is a link of its own width; a section's is its heading. */
  readonly look?: 'line' | 'card' | 'section'
  /** What it says is what one came for. */
  readonly startsOpen?: boolean
}

/** What is read when somebody wants it. It is made only then: of many hosts there is much of it. */
export function Fold({ title, children, look = 'line', startsOpen = false }: FoldProps) {
  const [isOpen, setIsOpen] = useState(startsOpen)
  return (
    <details
      className={classes['fold']}
      data-look={look}
      open={startsOpen}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{title}</summary>
      {isOpen && <div className={classes['content']}>{children}</div>}
    </details>
  )
}
