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
  /** Set where something shows what it is made of. */
  readonly onShow?: () => void
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
      {parts.map((part) => (
        <li key={part.key} title={part.hint}>
          <Part part={part} />
        </li>
      ))}
      {children}
    </ul>
  )
}

function Part({ part: { name, size, color, onShow } }: { readonly part: LegendPart }) {
  const text = (
    <>
      <span className={classes['dot']} style={{ background: color }} />
      <span className={classes['name']}>{name}</span> <b>{size}</b>
    </>
  )
  if (onShow === undefined) return text
  return (
    <button type="button" className={classes['leads']} onClick={onShow}>
      {text}
    </button>
  )
}
