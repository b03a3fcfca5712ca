import { knownAllocated } from '../../shared/analysis/sizes/known-allocated.ts'
import type { AllocatedFrom } from '../../shared/scan/model.ts'
import { useText } from '../i18n/text.tsx'
import { SizeCell } from './SizeCell.tsx'

interface AllocatedCellProps {
  readonly of: {
    readonly allocated: number
    readonly allocatedFrom?: AllocatedFrom
    readonly unseen?: true
  }
}

/** Allocated bytes; a dash where the file system makes them up, marked where an image's tables say. */
export function AllocatedCell({ of: row }: AllocatedCellProps) {
  const { t } = useText()
  return (
    <SizeCell
      bytes={knownAllocated(row)}
      unknown={t(row.unseen ? 'unknown.entry' : 'identity.storage.untrustedHint')}
      derived={row.allocatedFrom === 'tables' ? t('identity.storage.fromTables') : undefined}
    />
  )
}
