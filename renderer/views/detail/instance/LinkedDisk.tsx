import { useTranslation } from 'react-i18next'
import { copiedBytes } from '../../../../shared/analysis/accounting/travel/copied.ts'
import type { LinkedDisk as Linked } from '../../../../shared/analysis/accounting/travel/linked-disks.ts'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { baseName, showName } from '../../../format/path.ts'
import { useView } from '../../../stores/context.tsx'
import { selectViewActions } from '../../../stores/view.ts'
import classes from '../detail.module.css'

interface LinkedDiskProps {
  readonly file: Linked
  readonly instance: TreePath
}

/** A disk to which a symlink in the instance's folder leads; its size is part of the folder's. */
export function LinkedDisk({ file, instance }: LinkedDiskProps) {
  const { path, linkedAt } = file
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
        <span className={classes['under']}>
          {t('accounting.travel.linked', { name: showName(baseName(linkedAt)) })}
        </span>
      </button>
    </li>
  )
}
