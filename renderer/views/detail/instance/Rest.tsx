import { useTranslation } from 'react-i18next'
import { copiedBytes } from '../../../../shared/analysis/accounting/travel/copied.ts'
import type { RestFile } from '../../../../shared/analysis/accounting/travel/folder-rest.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { baseName, showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from '../detail.module.css'

interface RestProps {
  readonly file: RestFile
  readonly instance: TreePath
}

/** A large file of an instance's folder that is none of its disks; its size is part of the folder's. */
export function Rest({ file, instance }: RestProps) {
  const { path, kind } = file
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
          {t('accounting.travel.ofThem', { size: formatSize(copiedBytes(file)) })}
        </span>
        <span className={classes['under']}>{t(`accounting.travel.rest.${kind}`)}</span>
      </button>
    </li>
  )
}
