import { FormatError } from '../bytes/errors.ts'
import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import { type FileTree, TreeError, type TreePath } from '../files/tree.ts'
import type { ImageRole } from '../formats/verdict/types.ts'
import { MAX_DISK_INFO_BYTES, parseDiskInfo } from '../nova/disk-info.ts'
import { instanceDirName, instanceFileRole } from '../nova/names.ts'
import type { Layout } from '../scan/model.ts'
import { readText } from '../scan/read-text.ts'

const BASE_FOLDER = '_base'
const DISK_INFO = 'disk.info'

/**
 * What a file is to OpenStack by its place: a disk in an instance's folder, a base in the image
 * cache, else an image that has to stand alone. `rootPath` is the absolute path of the tree's root.
 */
export function imageRole(path: TreePath, rootPath: string, { basePath }: Layout): ImageRole {
  const parent = parentPath(path)
  const folder = baseNameOf(parent === '' ? rootPath : parent)
  if (basePath !== undefined ? parent === basePath : folder === BASE_FOLDER) return 'base'
  const inInstance = instanceDirName(folder) !== undefined
  return inInstance && instanceFileRole(baseNameOf(path)) !== 'unknown' ? 'disk' : 'image'
}

/** The format that `disk.info` beside the file gives it; undefined when there is none to be read. */
export function declaredByDiskInfo(tree: FileTree, path: TreePath): string | undefined {
  const beside = joinPath(parentPath(path), DISK_INFO)
  const name = baseNameOf(path)
  try {
    const formats = parseDiskInfo(readText(tree, beside, DISK_INFO, MAX_DISK_INFO_BYTES))
    return Object.hasOwn(formats, name) ? formats[name] : undefined
  } catch (error) {
    if (error instanceof TreeError || error instanceof FormatError) return undefined
    throw error
  }
}
