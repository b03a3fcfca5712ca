import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'

/**
 * What is no file, folder or symlink is never opened, and a symlink in a circle cannot be followed.
 * Where a disk or a description should be it has a fault, which is told instead.
 */
export function specialClue({ type, link, fault }: ScannedEntry): Clue | undefined {
  if (type === 'file' || type === 'directory') return undefined
  if (fault !== undefined) return undefined
  if (type !== 'symlink') return clue('special-file', { case: type })
  return link?.loops === true ? clue('symlink-loop', { target: link.target }) : undefined
}
