import { FormatError } from '../../bytes/errors.ts'
import { baseNameOf, joinPath, parentPath } from '../../files/paths.ts'
import { type FileTree, TreeError, type TreePath } from '../../files/tree.ts'
import { instanceFileRole } from '../../nova/names.ts'
import { probeFile } from '../../scan/probe-file.ts'
import { CHAIN_DEPTH_LIMIT } from './chain.ts'

/**
 * Whether an image in an instance's folder stands on one of Nova's files there, directly or through
 * others of the folder: what somebody puts on a disk when he takes a snapshot is a layer of the disk.
 */
export function isLayerOfDisk(tree: FileTree, path: TreePath): boolean {
  let at: TreePath | undefined = path
  try {
    for (let depth = 0; at !== undefined && depth < CHAIN_DEPTH_LIMIT; depth += 1) {
      if (at !== path && instanceFileRole(baseNameOf(at)) !== 'unknown') return true
      at = belowInFolder(tree, at)
    }
  } catch (error) {
    if (!(error instanceof TreeError || error instanceof FormatError)) throw error
  }
  return false
}

/** The file of the same folder that an image names; the folder's last name is enough, wherever it is mounted. */
function belowInFolder(tree: FileTree, path: TreePath): TreePath | undefined {
  const name = probeFile(tree, path).backing?.name ?? ''
  const folder = parentPath(path)
  const named = baseNameOf(parentPath(name))
  const own = baseNameOf(folder === '' ? tree.rootPath : folder)
  if (name === '' || (name.includes('/') && named !== own)) return undefined
  return joinPath(folder, baseNameOf(name))
}
