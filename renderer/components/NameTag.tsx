import type { LucideIcon } from 'lucide-react'
import classes from './NameTag.module.css'

/** What is odd about a row, beside its name: in words, or where they do not fit as an icon. */
export function NameTag({
  icon: Icon,
  text,
  title = text,
}: {
  readonly icon: LucideIcon
  readonly text: string
  /** More than there is room for beside a name. */
  readonly title?: string
}) {
  return (
    <span className={classes['tag']} title={title}>
      <span className={classes['icon']}>
        <Icon size={12} aria-hidden />
      </span>
      <span className={classes['text']}>{text}</span>
    </span>
  )
}
