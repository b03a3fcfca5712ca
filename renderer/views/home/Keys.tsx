import classes from './Keys.module.css'

/** A shortcut as keys: `Ctrl+O`; `+` alone is that key. */
export function Keys({ keys }: { readonly keys: string }) {
  return (
    <span className={classes['keys']}>
      {(keys === '+' ? [keys] : keys.split('+')).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  )
}
