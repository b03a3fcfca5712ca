import { useTranslation } from 'react-i18next'
import type { OpenedBy } from '../../../shared/analysis/accounting/cache/doubts-open.ts'
import { PathText } from '../../components/PathText.tsx'
import { useView } from '../../stores/context.tsx'
import { selectViewActions } from '../../stores/view.ts'
import classes from '../detail/detail.module.css'
import { selectionFor } from './node-index.ts'
import { useNodeIndex } from './useNodeIndex.ts'

/** What nobody could look into and may use the same files: each by name leads to what is known of it. */
export function NotRead({ opened: { named, more } }: { readonly opened: OpenedBy }) {
  const { t } = useTranslation()
  const index = useNodeIndex()
  const { select } = useView(selectViewActions)
  if (named.length === 0) return undefined
  return (
    <>
      <p className={classes['warning']}>{t('unknown.notRead')}</p>
      <ul className={classes['rows']}>
        {named.map(({ path }) => (
          <li key={path}>
            <button
              type="button"
              className={classes['row']}
              onClick={() => select(selectionFor(path, index))}
            >
              <span className={classes['rowName']}>
                <PathText path={path} />
              </span>
            </button>
          </li>
        ))}
        {more > 0 && <li className={classes['faint']}>{t('setup.unnamed', { count: more })}</li>}
      </ul>
    </>
  )
}
