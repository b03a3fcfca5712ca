import { useTranslation } from 'react-i18next'
import { isUncounted } from '../../../../shared/analysis/accounting/forest/forest.ts'
import { copiedBytes } from '../../../../shared/analysis/accounting/travel/copied.ts'
import type { RestFile } from '../../../../shared/analysis/accounting/travel/folder-rest.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { Unknown } from '../../../components/Facts.tsx'
import { baseName, showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from '../detail.module.css'

interface FolderFileProps {
  readonly file: Omit<RestFile, 'kind'>
  readonly instance: TreePath
  readonly note: string
}

/** One of the files of an instance's folder of which something is to be known; its size is part of theirs. */
export function FolderFile({ file, instance, note }: FolderFileProps) {
  const { path } = file
  const { t } = useTranslation()
  const { select } = useView(selectViewActions)
  return (
    <li>
      <button
        type="button"
        className={classes['row']}
        onClick={() => select({ kind: 'file', path, instance })}
      >
        <span className={classes['rowName']} title={showName(path)}>
          {showName(baseName(path))}
        </span>
        <span className={classes['rowSize']}>
          {isUncounted(file) ? (
            <Unknown reason={t('accounting.madeUp')} />
          ) : (
            t('accounting.travel.ofThem', { size: formatSize(copiedBytes(file)) })
          )}
        </span>
        <span className={classes['under']}>{note}</span>
      </button>
    </li>
  )
}
