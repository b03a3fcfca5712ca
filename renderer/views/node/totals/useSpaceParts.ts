import { useTranslation } from 'react-i18next'
import { mainOf } from '../../../../shared/analysis/hosts/main-file-system.ts'
import type { UsedFileSystem } from '../../../../shared/analysis/hosts/storage.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import type { FileSystemStat } from '../../../../shared/files/tree.ts'
import { useShowStorage } from '../useShowStorage.ts'

export interface SpacePart {
  readonly key: 'scanned' | 'rest' | 'used' | 'reserved'
  readonly name: string
  /** Bytes. */
  readonly value: number
  readonly color: string
  readonly hint?: string
  readonly onShow?: () => void
}

/**
 * Where the space of the view's file system went, but for what is free: what was scanned, what else is
 * there, and what nobody but root may take. What is used is one part where nobody can say how much of it
 * was scanned.
 */
export function useSpaceParts(view: NodeView, fileSystem: FileSystemStat): readonly SpacePart[] {
  const { t } = useTranslation()
  const showStorage = useShowStorage()
  const { total, free, available } = fileSystem
  const used = total - free
  const scanned = scannedOn(mainOf(view))
  const grey = 'var(--bar-rest)'
  const parts: readonly SpacePart[] = [
    ...(scanned === undefined
      ? [{ key: 'used', name: t('totals.used'), value: used, color: grey } as const]
      : [
          {
            key: 'scanned',
            name: t('totals.scanned'),
            value: scanned,
            color: 'var(--bar-fill)',
          } as const,
          {
            key: 'rest',
            name: t('totals.rest'),
            value: Math.max(0, used - scanned),
            color: grey,
            hint: t('identity.storage.unscannedHint'),
            onShow: showStorage,
          } as const,
        ]),
    // What root alone may take, or the file system itself: neither used nor for the disks.
    {
      key: 'reserved',
      name: t('totals.reserved'),
      value: Math.max(0, free - available),
      color: 'var(--bar-reserved)',
      hint: t('totals.reservedHint'),
    },
  ]
  return parts.filter(({ key, value }) => key === 'used' || value > 0)
}

/** Of a look of its own at the file system: what others wrote since the first is not of the scan. */
function scannedOn(main: UsedFileSystem | undefined): number | undefined {
  const { fileSystem, unscanned } = main ?? {}
  if (fileSystem === undefined || unscanned === undefined) return undefined
  return fileSystem.total - fileSystem.free - unscanned
}
