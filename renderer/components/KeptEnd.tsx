import classes from './KeptEnd.module.css'

/** A name on one line of which the end, if it has this one, stays where there is too little room. */
export function KeptEnd({
  text,
  end,
}: {
  readonly text: string
  readonly end: string | undefined
}) {
  if (end === undefined) return text
  return (
    <span className={classes['whole']}>
      <span className={classes['front']}>{text.slice(0, -end.length)}</span>
      <span className={classes['end']} data-kept-end>
        {end}
      </span>
    </span>
  )
}
