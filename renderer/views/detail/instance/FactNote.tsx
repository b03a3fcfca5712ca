import classes from '../detail.module.css'

/** What limits the number above it, over the whole width. */
export function FactNote({ children }: { readonly children: string }) {
  return (
    <>
      <dt className="hidden-visually" />
      <dd className={classes['factNote']}>{children}</dd>
    </>
  )
}
