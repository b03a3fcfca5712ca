import type { ChainMember } from '../../shared/analysis/chain/chain-host.ts'
import { findExtent } from '../../shared/analysis/chain/find-member.ts'
import { ifSeen } from '../../shared/files/attempt.ts'
import { ownPlace } from '../../shared/files/resolve.ts'
import type { FileTree, TreePath } from '../../shared/files/tree.ts'
import type { ImageDetails } from '../../shared/formats/details.ts'
import { type ExtentSource, extentFiles } from '../../shared/formats/vmdk/extent-files.ts'
import { type ChainGrants, createChainHost } from './chain-host.ts'
import { type GrantedFile, grantedFiles } from './granted-file.ts'
import { openSeen } from './open-seen.ts'

type FindExtent = (name: string) => ExtentSource | undefined

/**
 * The same details with what stands where the extents of a VMDK descriptor at `path` lead, looked for
 * as they are when the disk is read; what does not lie in `tree` and was not pointed at is not here.
 */
export function withExtentFiles(
  details: ImageDetails,
  tree: FileTree,
  path: TreePath,
  located: FindExtent = () => undefined,
): ImageDetails {
  const { vmdk } = details
  if (vmdk?.descriptor === undefined || vmdk.sparse !== undefined) return details
  const own = ownPlace(tree, path)
  const { rootPath } = own.tree
  const places = { rootPath, nodeRoot: false }
  const host = createChainHost({ places, folders: [rootPath], open: () => own.tree })
  const beside = (name: string) => opened(own.tree, findExtent(name, own.path, host))
  const found = extentFiles(vmdk.descriptor, (name) => located(name) ?? beside(name))
  return { ...details, vmdk: { ...vmdk, extentFiles: found } }
}

/** Finds the extents that somebody pointed at. */
export function locatedExtents(grants: ChainGrants): FindExtent {
  const open = grantedFiles(grants)
  return (name) => {
    const address = grants.places.located?.get(name)
    return address === undefined ? undefined : ifSeen(() => sourceOf(open(address, undefined)))
  }
}

function sourceOf({ tree, path, file }: GrantedFile): ExtentSource {
  return { source: file, allocated: tree.lstat(path).allocated, close: () => file.close() }
}

function opened(tree: FileTree, member: ChainMember | undefined): ExtentSource | undefined {
  if (member === undefined) return undefined
  const { address, allocated, inode } = member
  const source = ifSeen(() => openSeen(tree, address, inode))
  return source && { source, allocated, close: () => source.close() }
}
