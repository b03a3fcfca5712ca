import { useTranslation } from 'react-i18next'
import type { TreePath } from '../../../../shared/files/tree.ts'
import type { ImageSummary } from '../../../../shared/formats/types.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { diskAt, type NodeIndex } from '../../node/node-index.ts'
import { useNodeIndex } from '../../node/useNodeIndex.ts'
import classes from '../detail.module.css'
import { summaryRead } from './summary-read.ts'

interface SinceScanProps {
  /** Of its row. */
  readonly path: TreePath
  readonly report: ImageReport
}

/** Above an image that is read anew whenever it is shown: its row is from before it was made another. */
export function SinceScan({ path, report }: SinceScanProps) {
  const { t } = useTranslation()
  if (!isOtherThan(scannedAs(path, useNodeIndex()), summaryRead(report))) return undefined
  return (
    <div className={classes['section']}>
      <div className={classes['note']} data-severity="warning" role="status">
        {t('detail.sinceScan')}
      </div>
    </div>
  )
}

type Shape = Pick<ImageSummary, 'format' | 'virtualSize'>

/** Undefined for a disk that is not what its header says: its row goes by what declares it. */
function scannedAs(path: TreePath, index: NodeIndex): Partial<Shape> | undefined {
  const disk = diskAt(path, index)?.disk
  if (disk === undefined) return (index.bases.get(path) ?? index.images.get(path))?.image
  const { format, virtual, declared } = disk
  if (format === undefined || (declared ?? format) !== format || disk.isReadRaw) return undefined
  return { format, ...(virtual !== undefined && { virtualSize: virtual }) }
}

/** A guest that runs writes to its disks all the time: only what it does not change counts. */
function isOtherThan(scanned: Partial<Shape> | undefined, now: Partial<Shape>): boolean {
  return (['format', 'virtualSize'] as const).some((key) => {
    return scanned?.[key] !== undefined && now[key] !== undefined && scanned[key] !== now[key]
  })
}
