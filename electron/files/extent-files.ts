import { joinPath, parentPath } from '../../shared/files/paths.ts'
import { lookupOf, resolveInRoot } from '../../shared/files/resolve.ts'
import { type FileTree, TreeError, type TreePath } from '../../shared/files/tree.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { type ExtentSource, extentFiles } from '../../shared/formats/vmdk/extent-files.ts'

/**
 * The same details with what stands where the extents of a VMDK descriptor at `path` lead: plain
 * names are looked for beside it, and what does not lie in `tree` is not here.
 */
export function withExtentFiles(
  details: ImageDetails,
  tree: FileTree,
  path: TreePath,
): ImageDetails {
  const { vmdk } = details
  if (vmdk?.descriptor === undefined || vmdk.sparse !== undefined) return details
  const folder = parentPath(path)
  const found = extentFiles(vmdk.descriptor, (name) => openBeside(tree, joinPath(folder, name)))
  return { ...details, vmdk: { ...vmdk, extentFiles: found } }
}

function openBeside(tree: FileTree, path: TreePath): ExtentSource | undefined {
  try {
    const real = resolveInRoot(lookupOf(tree), path)
    const { type, allocated } = tree.lstat(real)
    if (type !== 'file') return undefined
    const source = tree.open(real)
    return { source, allocated, close: () => source.close() }
  } catch (error) {
    if (error instanceof TreeError) return undefined
    throw error
  }
}
