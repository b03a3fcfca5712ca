import type { ReactNode } from 'react'
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
}

/** Rows that a table of a file's structures shows: a hostile image has very many. */
export const SHOWN_ROWS = 500

/** A small table that is read, not worked with: no sorting, no selection. */
export function PlainTable({ label, columns, children, more = 0 }: PlainTableProps) {
  const { t } = useTranslation()
  return (
    <>
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
      {more > 0 && <p className={classes['more']}>{t('inspector.more', { count: more })}</p>}
    </>
  )
}
