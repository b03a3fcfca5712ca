import { showName, splitEnd, splitTail } from '../format/path.ts'
import classes from './PathText.module.css'

interface PathTextProps {
  readonly path: string
  /** All of it, where its folders are told by a name that people gave. */
  readonly whole?: string
}

/**
 * A path on one line. Where it is too long its folders are cut from the first on, which most paths
 * have alike, then the file's name before its end: what tells one path from the next stays. The whole is in the page for screen readers and search,
 * and in the title.
 */
export function PathText({ path, whole = path }: PathTextProps) {
  const text = showName(path)
  const { head, tail } = splitTail(text)
  const { front, end } = splitEnd(tail)
  return (
    <span className={classes['path']} title={showName(whole)}>
      <span className={classes['head']}>{head !== '' && <bdi dir="ltr">{head}</bdi>}</span>
      <span className={classes['tail']}>
        <span className={classes['front']}>{front}</span>
        <span className={classes['end']} data-path-end>
          {end}
        </span>
      </span>
    </span>
  )
}
