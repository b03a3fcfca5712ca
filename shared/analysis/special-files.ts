import { clue } from '../findings/finding.ts'
import type { Clue } from '../findings/types.ts'
import type { EntryRole } from '../nova/names.ts'
import type { ScannedEntry } from '../scan/model.ts'

/** Folders that hold a whole system of the guest's: anything belongs there. */
const GUESTS: ReadonlySet<EntryRole> = new Set<EntryRole>(['rootfs', 'lost+found'])

/**
 * What is no file, folder or symlink is never opened, and a symlink in a circle cannot be followed.
 * Where a disk or a description should be it has a fault, which is told instead.
 */
export function specialClue({ type, role, link, fault }: ScannedEntry): Clue | undefined {
  if (type === 'file' || type === 'directory') return undefined
  if (fault !== undefined || GUESTS.has(role)) return undefined
  if (type !== 'symlink') return clue('special-file', { case: type })
  return link?.loops === true ? clue('symlink-loop', { target: link.target }) : undefined
}
