import { useCallback } from 'react'
import { absolutePath } from '../../../shared/analysis/places/address.ts'
import type { TreePath } from '../../../shared/files/tree.ts'
import { useScan } from '../../stores/context.tsx'

/** The absolute path of what lies below the root of the scan that is shown. */
export function useRootAt(): (path: TreePath) => string {
  const rootPath = useScan(({ view }) => view?.rootPath ?? '')
  return useCallback((path: TreePath) => absolutePath(rootPath, path), [rootPath])
}
