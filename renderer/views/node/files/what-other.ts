import type { ScannedEntry } from '../../../../shared/scan/model.ts'
import { showName } from '../../../format/path.ts'
import { roleKeys } from '../../../format/role.ts'
import type { useText } from '../../../i18n/text.tsx'
import { unknownFile, unknownLabel } from './unknown-file.ts'

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
  const label = unknownLabel(entry, t)
  if (label !== undefined) return { label, whole: unknownFile(entry, t) ?? label }
  const isSpecial = role === 'unknown' && type !== 'file' && type !== 'directory'
  if (isSpecial) return alike(t(`facts.entryType.${type}`))
  return { label: t(`roleLabels.${roleKeys[role]}`), whole: t(`roles.${roleKeys[role]}`) }
}

const alike = (text: string): What => ({ label: text, whole: text })
