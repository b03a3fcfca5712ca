import { formatSize } from '../../../../shared/report/size.ts'
import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { formatLabel } from '../../../format/image-format.ts'
import { showName } from '../../../format/path.ts'
import { roleKeys } from '../../../format/role.ts'
import type { useText } from '../../../i18n/text.tsx'

type Translate = ReturnType<typeof useText>['t']

/** A few words for the cell, and the sentence that they stand for. */
export interface What {
  readonly label: string
  readonly whole: string
}

/** A link is what it is, wherever it stands; a file that its name does not tell of is what is in it. */
export function whatOf(entry: ScannedEntry, t: Translate): What {
  const { role, type, link } = entry
  if (link !== undefined) {
    return alike(`${t('facts.entryType.symlink')} → ${showName(link.target)}`)
  }
  const isSpecial = role === 'unknown' && type !== 'file' && type !== 'directory'
  if (isSpecial) return alike(t(`facts.entryType.${type}`))
  return (
    unknownFile(entry, t) ?? {
      label: t(`roleLabels.${roleKeys[role]}`),
      whole: t(`roles.${roleKeys[role]}`),
    }
  )
}

/** Of a file that its name does not tell of: what is in it, or why nobody knows; undefined for any other. */
export function unknownFile(entry: ScannedEntry, t: Translate): What | undefined {
  const { role, type, image, fault } = entry
  if (role !== 'unknown' || type !== 'file') return undefined
  if (image !== undefined) {
    const format = formatLabel(image)
    const size = image.virtualSize === undefined ? '–' : formatSize(image.virtualSize)
    return { label: t('others.imageLabel', { format }), whole: t('others.image', { format, size }) }
  }
  if (fault === undefined) return undefined
  const why = t(`treeFault.${fault.code}`)
  return { label: t('others.unreadLabel'), whole: t('others.unread', { why }) }
}

const alike = (text: string): What => ({ label: text, whole: text })
