import { type ReactNode, useState } from 'react'
import classes from './Fold.module.css'

interface FoldProps {
  /** The line that is always there. */
  readonly title: ReactNode
  readonly children: ReactNode
  /** `card` has a border around all of it; a line is a link of its own width. */
  readonly look?: 'line' | 'card'
}

/** What is read when somebody wants it. It is made only then: of many hosts there is much of it. */
export function Fold({ title, children, look = 'line' }: FoldProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details
      className={classes['fold']}
      data-look={look}
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{title}</summary>
      {isOpen && <div className={classes['content']}>{children}</div>}
    </details>
  )
}
