import { showName, splitTail } from '../format/path.ts'
import classes from './PathText.module.css'

/**
 * A path on one line. Where it is too long its folders are cut and the file's name stays; the whole
 * is in the page for screen readers and search, and in the title.
 */
export function PathText({ path }: { readonly path: string }) {
  const text = showName(path)
  const { head, tail } = splitTail(text)
  return (
    <span className={classes['path']} title={text}>
      <span className={classes['head']}>{head}</span>
      <span className={classes['tail']}>{tail}</span>
    </span>
  )
}
