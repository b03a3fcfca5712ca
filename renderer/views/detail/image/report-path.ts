import type { TreePath } from '../../../../shared/files/tree.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'

/** The absolute path of what lies in the tree that an image was read from. */
export function reportPath({ displayPath }: ImageReport, own: TreePath, path: TreePath): string {
  const root = displayPath.endsWith(`/${own}`) ? displayPath.slice(0, -own.length) : undefined
  return root === undefined || path === own ? displayPath : root + path
}
