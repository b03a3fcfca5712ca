import { formatSize } from '../../../../shared/report/size.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { formatLabel } from '../../../format/image-format.ts'
import type { useText } from '../../../i18n/text.tsx'

type Translate = ReturnType<typeof useText>['t']

/** In a few words what `unknownFile` says whole. */
export function unknownLabel(entry: ScannedEntry, t: Translate): string | undefined {
  const { role, type, image, fault } = entry
  if (role !== 'unknown' || type !== 'file') return undefined
  if (image !== undefined) return t('others.imageLabel', { format: formatLabel(image) })
  return fault && t('others.unreadLabel')
}

/** Of a file that its name does not tell of: what is in it, or why nobody knows; undefined for any other. */
export function unknownFile(entry: ScannedEntry, t: Translate): string | undefined {
  const { role, type, image, fault } = entry
  if (role !== 'unknown' || type !== 'file') return undefined
  if (image !== undefined) {
    const { virtualSize } = image
    const size = virtualSize === undefined ? '–' : formatSize(virtualSize)
    return t('others.image', { format: formatLabel(image), size })
  }
  return fault && t('others.unread', { why: t(`treeFault.${fault.code}`) })
}
