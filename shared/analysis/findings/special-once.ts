import type { Finding } from '../../findings/types.ts'

/**
 * What is no file is told once where a disk is to be it: what a symlink leads to is found by its own name too,
 * by which it is worth knowing at most.
 */
export function specialOnce(found: readonly Finding[]): readonly Finding[] {
  const disks = new Set(found.filter(isOfDisk).map(({ subject }) => subject.path))
  if (disks.size === 0) return found
  return found.filter((one) => {
    return one.code !== 'special-file' || isOfDisk(one) || !disks.has(one.subject.path)
  })
}

function isOfDisk({ code, evidence }: Finding): boolean {
  return code === 'special-file' && String(evidence['case']).startsWith('disk-')
}
