import { CircleAlert, CircleCheck, Info, Scissors, TriangleAlert } from 'lucide-react'
import classes from './check.module.css'
import type { CheckVerdict } from './verdict-of.ts'

const icons = {
  clean: CircleCheck,
  leaks: Info,
  errors: TriangleAlert,
  changed: TriangleAlert,
  cut: Scissors,
  corrupt: CircleAlert,
} as const

interface CheckIconProps {
  readonly verdict: CheckVerdict
  readonly size: number
}

/** What a check came to, in the colour of it; the words stand beside. */
export function CheckIcon({ verdict, size }: CheckIconProps) {
  const Icon = icons[verdict]
  return <Icon size={size} aria-hidden className={classes['icon']} data-verdict={verdict} />
}
