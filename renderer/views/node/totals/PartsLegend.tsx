import type { ReactNode } from 'react'
import classes from './Totals.module.css'

export interface LegendPart {
  readonly key: string
  readonly name: string
  /** As it is written: it may be a sum with `≥`. */
  readonly size: string
  /** Of its part of the bar: a colour, or a pattern. */
  readonly color: string
  readonly hint?: string
}

interface PartsLegendProps {
  readonly parts: readonly LegendPart[]
  readonly title: string
  /** What belongs to no part of the bar. */
  readonly children?: ReactNode
}

/** The parts of a card's bar by name, each with its size and a dot in its colour. */
export function PartsLegend({ parts, title, children }: PartsLegendProps) {
  return (
    <ul className={classes['legend']} title={title}>
      {parts.map(({ key, name, size, color, hint }) => (
        <li key={key} title={hint}>
          <span className={classes['dot']} style={{ background: color }} />
          {name} <b>{size}</b>
        </li>
      ))}
      {children}
    </ul>
  )
}
