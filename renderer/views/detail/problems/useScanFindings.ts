import { useMemo } from 'react'
import type { TreePath } from '../../../../shared/files/tree.ts'
import { isAbout } from '../../../../shared/findings/finding.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { useScan } from '../../../stores/context.tsx'

/**
 * What the scan found about an image, which knows the files beside it; until that has ended, what the
 * image shows by itself. A member that was located since is not missing any more.
 */
export function useScanFindings(
  path: TreePath,
  report: ImageReport | undefined,
): readonly Finding[] {
  const all = useScan(({ view }) => view?.findings)
  return useMemo(() => {
    if (all === undefined) return report?.findings ?? []
    const isWhole = report?.chain.state.kind === 'complete'
    return all.filter(
      (one) => isAbout(one, path) && !(isWhole && one.code === 'missing-backing-file'),
    )
  }, [all, path, report])
}
