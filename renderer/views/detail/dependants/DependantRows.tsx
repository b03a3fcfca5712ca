import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { CountPill } from '../../../components/CountPill.tsx'
import { KeptEnd } from '../../../components/KeptEnd.tsx'
import { PathText } from '../../../components/PathText.tsx'
import { formatCount } from '../../../format/number.ts'
import { nameEnd } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { selectionFor } from '../../node/node-index.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import classes from '../detail.module.css'

/** Rows of a group; what is more is counted, and shown by the filtered table. */
const shownRows = 6

/** What stands on a base, by the name that tells it. */
interface DependantRow {
  readonly path: TreePath
  readonly name: string
  readonly title?: string
  /** Its folders give way before its end does. */
  readonly isPath?: true
  /** Bytes. */
  readonly allocated: number
}

/** The first rows of a group, and how many more there are. */
export function DependantRows({
  title,
  rows,
}: {
  /** Left out where the section's own title says it. */
  readonly title: string | undefined
  readonly rows: readonly DependantRow[]
}) {
  const { t, i18n } = useTranslation()
  const index = useNodeIndex()
  const { select } = useView(selectViewActions)
  const more = rows.length - shownRows
  return (
    <>
      {title !== undefined && (
        <h4 className={classes['subTitle']}>
          {title} <CountPill>{formatCount(rows.length, i18n.language)}</CountPill>
        </h4>
      )}
      <ul className={classes['rows']}>
        {rows.slice(0, shownRows).map((row) => (
          <li key={row.path}>
            <button
              type="button"
              className={classes['row']}
              onClick={() => select(selectionFor(row.path, index))}
            >
              <span className={classes['rowName']} title={row.title}>
                {row.isPath === true ? (
                  <PathText path={row.name} />
                ) : (
                  <KeptEnd text={row.name} end={nameEnd(row.name)} />
                )}
              </span>
              <span className={classes['rowSize']}>{formatSize(row.allocated)}</span>
            </button>
          </li>
        ))}
      </ul>
      {more > 0 && (
        <p className={classes['faint']}>{t('accounting.dependants.more', { count: more })}</p>
      )}
    </>
  )
}
