import { useMemo } from 'react'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { isAbout } from '../../../../shared/findings/finding.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { useScan } from '../../../stores/context.tsx'

/**
 * What the scan found about an image, which knows the files beside it; until that has ended, what the
 * image shows by itself. A file that was located for it is still not where the host looks for it.
 */
export function useScanFindings(
  path: TreePath,
  report: ImageReport | undefined,
): readonly Finding[] {
  const all = useScan(({ view }) => view?.findings)
  return useMemo(
    () => (all && findingsAt(path, all)) ?? report?.findings ?? [],
    [all, path, report],
  )
}

/** Of a disk that another instance links to what is wrong is found with each of them, and told once. */
export function findingsAt(path: TreePath, all: readonly Finding[]): readonly Finding[] {
  const found = all.filter((one) => isAbout(one, path))
  const told = new Map(found.map((one) => [JSON.stringify([one.code, one.evidence]), one]))
  return [...told.values()]
}
