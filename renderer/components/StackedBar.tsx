import { stack } from '../charts/geometry.ts'
import classes from './StackedBar.module.css'

export interface StackPart {
  readonly key: string
  readonly value: number
  readonly color: string
}

interface StackedBarProps {
  readonly parts: readonly StackPart[]
  /** What the full width stands for; the sum of the parts if it is not given. */
  readonly whole?: number
  /** The numbers in words: the bar itself is a picture. */
  readonly label: string
  readonly thick?: boolean
}

export function StackedBar({ parts, whole, label, thick }: StackedBarProps) {
  const colors = new Map(parts.map(({ key, color }) => [key, color]))
  return (
    <div className={classes['bar']} role="img" aria-label={label} title={label} data-thick={thick}>
      {stack(parts, whole).map(({ key, width }) => (
        <span
          key={key}
          className={classes['segment']}
          style={{ width: `${width}%`, background: colors.get(key) }}
        />
      ))}
    </div>
  )
}
