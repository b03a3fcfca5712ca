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
    () => all?.filter((one) => isAbout(one, path)) ?? report?.findings ?? [],
    [all, path, report],
  )
}
