import classes from './plan.module.css'

/** What a path is, below it: where the table is too narrow for a column of its own. */
export function What({ text, title }: { readonly text: string; readonly title: string }) {
  return (
    <span className={classes['what']} title={title}>
      {text}
    </span>
  )
}
