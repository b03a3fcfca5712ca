import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import { holdsNoData } from '../../scan/entry.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { isImageDevice } from '../disks/is-disk.ts'

/**
 * What is no file, folder or symlink is never opened, and a symlink in a circle cannot be followed.
 * Where a description should be it has a fault, which is told instead.
 */
export function specialClue(entry: ScannedEntry, isDomainsDisk: boolean): Clue | undefined {
  const { type, link, fault } = entry
  if (type === 'file' || type === 'directory') return undefined
  if (isImageDevice(entry)) {
    const at = entry.role === 'base' ? 'base' : 'disk'
    return clue('special-file', { case: `${at}-block` }, 'warning')
  }
  if (fault !== undefined) return undefined
  if (isDomainsDisk && holdsNoData(type)) {
    return clue('special-file', { case: `disk-${type}` }, 'high')
  }
  if (type !== 'symlink') return clue('special-file', { case: type })
  return link?.loops === true ? clue('symlink-loop', { target: link.target }) : undefined
}
