import type { ChainMember } from '../../shared/analysis/chain-host.ts'
import { findExtent } from '../../shared/analysis/find-member.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { ownPlace } from '../../shared/files/resolve.ts'
import type { FileTree, TreePath } from '../../shared/files/tree.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { type ExtentSource, extentFiles } from '../../shared/formats/vmdk/extent-files.ts'
import { createChainHost } from './chain-host.ts'

/**
 * The same details with what stands where the extents of a VMDK descriptor at `path` lead, looked for
 * as they are when the disk is read; what does not lie in `tree` is not here.
 */
export function withExtentFiles(
  details: ImageDetails,
  tree: FileTree,
  path: TreePath,
): ImageDetails {
  const { vmdk } = details
  if (vmdk?.descriptor === undefined || vmdk.sparse !== undefined) return details
  const own = ownPlace(tree, path)
  const { rootPath } = own.tree
  const places = { rootPath, nodeRoot: false }
  const host = createChainHost({ places, folders: [rootPath], open: () => own.tree })
  const found = extentFiles(vmdk.descriptor, (name) =>
    opened(own.tree, findExtent(name, own.path, host)),
  )
  return { ...details, vmdk: { ...vmdk, extentFiles: found } }
}

function opened(tree: FileTree, member: ChainMember | undefined): ExtentSource | undefined {
  if (member === undefined) return undefined
  const { address, allocated } = member
  const source = ifSeen(() => tree.open(address))
  return source && { source, allocated, close: () => source.close() }
}
