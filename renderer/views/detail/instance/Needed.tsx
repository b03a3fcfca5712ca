import { useTranslation } from 'react-i18next'
import { isUncounted } from '../../../../shared/analysis/accounting/forest/forest.ts'
import { copiedBytes } from '../../../../shared/analysis/accounting/travel/copied.ts'
import type { NeededFile } from '../../../../shared/analysis/accounting/travel/needed-files.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Unknown } from '../../../components/Facts.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import { selectionFor } from '../../node/node-index.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import classes from '../detail.module.css'

export function Needed({ file }: { readonly file: NeededFile }) {
  const { t } = useTranslation()
  const index = useNodeIndex()
  const { select } = useView(selectViewActions)
  const users = useUsersNote()
  const owner = useOwnerNote()
  const { path, kind, allocated, length } = file
  const notes = [t(`accounting.travel.kind.${kind}`), owner(file), users(file)]
  return (
    <li>
      <button
        type="button"
        className={classes['row']}
        onClick={() => select(selectionFor(path, index))}
      >
        <span className={classes['rowName']} title={showName(path)}>
          {showName(baseName(path))}
        </span>
        <span className={classes['rowSize']}>
          {isUncounted(file) ? (
            <Unknown reason={t('accounting.madeUp')} />
          ) : allocated === undefined ? (
            t('accounting.travel.outside')
          ) : (
            formatSize(copiedBytes({ allocated, length }))
          )}
        </span>
        <span className={classes['under']}>
          {notes.filter((note) => note !== undefined).join(' · ')}
        </span>
      </button>
    </li>
  )
}

/** Whose disk it is: all are called alike. */
function useOwnerNote() {
  const { t } = useTranslation()
  const index = useNodeIndex()
  return ({ of }: NeededFile): string | undefined => {
    if (of === undefined) return undefined
    const folder = showName(baseName(of))
    const name = index.instances.get(of)?.name
    const owner = name === undefined ? folder : `${showName(name)} (${folder})`
    return t('accounting.travel.of', { name: owner })
  }
}

/** Who else uses a needed file; what was not read may use a base as well. */
function useUsersNote() {
  const { t } = useTranslation()
  const index = useNodeIndex()
  return ({ path, otherUsers: count }: NeededFile): string | undefined => {
    const isAtLeast = index.bases.get(path)?.isUsersAtLeast === true
    if (count === 0) return isAtLeast ? t('accounting.travel.mayBeUsed') : undefined
    return t(`accounting.travel.${isAtLeast ? 'alsoUsedLeast' : 'alsoUsed'}`, { count })
  }
}
