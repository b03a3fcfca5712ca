import type { ReactNode } from 'react'
import { Explain } from '../../../components/Explain.tsx'
import type { ExplainKey } from '../../../grid/columns.ts'
import classes from './Totals.module.css'

interface TotalCardProps {
  readonly title: string
  readonly value: ReactNode
  /** The whole of a value that may have no room for all of it. */
  readonly whole?: string
  readonly note: ReactNode
  readonly explain?: ExplainKey
  readonly tone?: 'warning' | undefined
  readonly bar?: ReactNode
}

/** One of the numbers above the tables, with its bar and a note. */
export function TotalCard({ title, value, whole, note, explain, tone, bar }: TotalCardProps) {
  return (
    <div className={classes['card']}>
      <div className={classes['title']}>
        {title}
        {explain && <Explain of={explain} title={title} />}
      </div>
      <div className={classes['value']} title={whole}>
        {value}
      </div>
      {bar ?? <div className={classes['noBar']} />}
      <div className={classes['note']} data-tone={tone}>
        {note}
      </div>
    </div>
  )
}
