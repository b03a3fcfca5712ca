import { clue } from '../findings/finding.ts'
import type { Clue } from '../findings/types.ts'
import type { ImageSummary } from '../formats/types.ts'
import type { ScannedEntry } from '../scan/model.ts'
import { formatsAgree } from './formats.ts'

/** What one entry shows by itself; `declared` is its format as disk.info has it. */
export function entryClues(entry: ScannedEntry, declared?: string): readonly Clue[] {
  const { fault, image, link, base } = entry
  const found: Clue[] = []
  if (fault !== undefined) {
    found.push(clue('unreadable', { case: 'entry', reason: fault.code, errno: fault.errno }))
  }
  if (image !== undefined) pushImageClues(found, image, declared)
  if (link?.leavesRoot === true) found.push(clue('symlink-leaves-root', { target: link.target }))
  if (base?.kind === 'part') found.push(clue('leftover-part', { allocated: entry.allocated }))
  return found
}

function pushImageClues(found: Clue[], image: ImageSummary, declared: string | undefined): void {
  if (declared !== undefined && !formatsAgree(declared, image.format)) {
    const evidence = { case: 'disk.info', declared, detected: image.format }
    found.push(clue('format-mismatch', evidence, declared === 'raw' ? 'high' : 'warning'))
  }
  if (image.dataFile !== undefined) {
    const { name } = image.dataFile
    const evidence = name === undefined ? { case: 'unnamed' } : { case: 'named', name }
    found.push(clue('external-data-file', evidence))
  }
  if (image.fault !== undefined) {
    const { code, message, offset, expected, found: there } = image.fault
    const evidence = { case: 'own', message, offset, expected, found: there }
    found.push(clue('image-fault', evidence, code === 'encrypted' ? 'info' : 'warning'))
  }
}
