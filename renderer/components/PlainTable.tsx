import { Children, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './PlainTable.module.css'

export interface PlainColumn {
  readonly key: string
  readonly title: string
  readonly hint?: string
  readonly align?: 'end'
}

interface PlainTableProps {
  /** What the table is of, for those who do not see where it stands. */
  readonly label: string
  readonly columns: readonly PlainColumn[]
  /** Table rows. */
  readonly children: ReactNode
  /** Rows that there are beyond those shown. */
  readonly more?: number
  /** More follows below, which many rows must not push out of reach: they scroll by themselves. */
  readonly bounded?: boolean
}

/** Rows that a table of a file's structures shows: a hostile image has very many. */
export const SHOWN_ROWS = 500

/** As many fit into what a table that scrolls by itself shows at once. */
const ROWS_IN_SIGHT = 12

/** A small table that is read, not worked with: no sorting, no selection. */
export function PlainTable(props: PlainTableProps) {
  const { label, children, more = 0, bounded = false } = props
  const { t } = useTranslation()
  return (
    <>
      {bounded && Children.count(children) > ROWS_IN_SIGHT ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that scroll it need the focus
        <section className={classes['bounded']} aria-label={label} tabIndex={0}>
          <Rows {...props} />
        </section>
      ) : (
        <Rows {...props} />
      )}
      {more > 0 && <p className={classes['more']}>{t('inspector.more', { count: more })}</p>}
    </>
  )
}

function Rows({ label, columns, children }: PlainTableProps) {
  return (
    <table className={classes['table']} aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ key, title, hint, align }) => (
            <th key={key} scope="col" title={hint} data-align={align}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
