import type { ScannedEntry } from '../../scan/model.ts'

/** A file of no instance's folder that a snapshot, or what Nova writes first, removes when it is done. */
export function isLeftFile({ type, role }: Pick<ScannedEntry, 'type' | 'role'>): boolean {
  return type === 'file' && (role === 'snapshot' || role === 'temporary')
}
