import { ifWellFormed } from '../../bytes/errors.ts'
import { ifSeen } from '../../files/attempt.ts'
import { baseNameOf, joinPath, parentPath } from '../../files/paths.ts'
import type { FileTree, TreePath } from '../../files/tree.ts'
import type { ImageRole, VerdictContext } from '../../formats/verdict/types.ts'
import { isGlanceImageName } from '../../glance/names.ts'
import { DEFAULT_CACHE_NAME } from '../../nova/cache-name.ts'
import { MAX_DISK_INFO_BYTES, parseDiskInfo } from '../../nova/disk-info.ts'
import { bootFileFormat, instanceDirName, instanceFileRole } from '../../nova/names.ts'
import type { Layout } from '../../scan/layout.ts'
import { PLAIN_FOLDER } from '../../scan/plain-folder.ts'
import { readText } from '../../scan/read-text.ts'
import { isLayerOfDisk } from '../chain/disk-layer.ts'

const DISK_INFO = 'disk.info'

/** What is known of a file whose verdict is asked for. */
export interface KnownOfFile {
  /** What stands beside it was opened too. */
  readonly neighbours: boolean
  /** A scan has found that an instance runs on it, whatever its name says. */
  readonly isDisk?: boolean
}

/** What a verdict is to know of a file besides its bytes. */
export function imageContext(
  tree: FileTree,
  path: TreePath,
  layout: Layout,
  { neighbours, isDisk = false }: KnownOfFile,
): VerdictContext {
  const role = isDisk ? 'disk' : roleOf(tree, path, layout, neighbours)
  const byInfo = neighbours ? declaredByDiskInfo(tree, path) : undefined
  // Nova hands these to qemu as they are, whatever disk.info says.
  const byName = role === 'disk' ? bootFileFormat(baseNameOf(path)) : undefined
  const declaredFormat = byName ?? byInfo
  const cacheName = role === 'disk' ? cacheNameOf(layout) : undefined
  return {
    role,
    fileName: baseNameOf(path),
    ...(declaredFormat !== undefined && { declaredFormat }),
    ...(cacheName !== undefined && { cacheName }),
  }
}

function roleOf(tree: FileTree, path: TreePath, layout: Layout, neighbours: boolean): ImageRole {
  const role = imageRole(path, tree.rootPath, layout)
  if (role !== 'file' || !neighbours) return role
  const folder = parentPath(path)
  const isOfInstance = instanceDirName(baseNameOf(folder === '' ? tree.rootPath : folder))
  return isOfInstance !== undefined && isLayerOfDisk(tree, path) ? 'disk' : role
}

/** What a file is where it lies, by its place and what stands beside it. */
export function roleInPlace(tree: FileTree, path: TreePath): ImageRole {
  return roleOf(tree, path, PLAIN_FOLDER, true)
}

/** What nova.conf calls the image cache's folder, where that is not Nova's default. */
function cacheNameOf({ basePath }: Layout): string | undefined {
  const name = basePath === undefined ? DEFAULT_CACHE_NAME : baseNameOf(basePath)
  return name === DEFAULT_CACHE_NAME ? undefined : name
}

/**
 * What a file is to OpenStack by its place: a disk in an instance's folder, a base in the image
 * cache, an image in a store of Glance. `rootPath` is the absolute path of the tree's root.
 */
export function imageRole(
  path: TreePath,
  rootPath: string,
  layout: Pick<Layout, 'basePath' | 'glancePaths'>,
): ImageRole {
  const { basePath, glancePaths } = layout
  const parent = parentPath(path)
  const folder = baseNameOf(parent === '' ? rootPath : parent)
  if (basePath !== undefined ? parent === basePath : folder === DEFAULT_CACHE_NAME) return 'base'
  const inInstance = instanceDirName(folder) !== undefined
  if (inInstance && instanceFileRole(baseNameOf(path)) !== 'unknown') return 'disk'
  const inStore = glancePaths.includes(parent) || isGlanceImageName(baseNameOf(path))
  return inStore ? 'image' : 'file'
}

/** The format that `disk.info` beside the file gives it; undefined when there is none to be read. */
export function declaredByDiskInfo(tree: FileTree, path: TreePath): string | undefined {
  const folder = parentPath(path)
  const name = baseNameOf(path)
  const formats = ifSeen(() =>
    ifWellFormed(() => {
      const text = readText(tree, joinPath(folder, DISK_INFO), DISK_INFO, MAX_DISK_INFO_BYTES)
      return parseDiskInfo(text, { rootPath: tree.rootPath, folder })
    }),
  )
  return formats !== undefined && Object.hasOwn(formats, name) ? formats[name] : undefined
}
