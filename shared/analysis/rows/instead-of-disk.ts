import type { InstanceRow } from './rows.ts'

/** What is told of a disk that the domain has in the folder, and of which there is no file. */
export type InsteadOfDisk = 'folder' | 'missing' | 'no-file'

/** What is at the name of such a disk; undefined where there is none, or nothing tells of one. */
export function insteadOfDisk({
  findings,
}: Pick<InstanceRow, 'findings'>): InsteadOfDisk | undefined {
  for (const { code, evidence } of findings) {
    const found = String(evidence['case'])
    if (code === 'missing-disk' && found !== 'moved')
      return found === 'folder' ? 'folder' : 'missing'
    if (code === 'special-file' && found.startsWith('disk-')) return 'no-file'
  }
  return undefined
}
