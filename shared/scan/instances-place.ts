import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath } from '../files/paths.ts'
import type { DirectoryEntry, TreePath } from '../files/tree.ts'
import { instanceDirName, isTemporaryName } from '../nova/names.ts'
import type { PlaceFinder } from './find.ts'
import { CACHE_PREFIX } from './known-instances.ts'
import { probeFile } from './probe-file.ts'
import { looksLikeRawImage } from './roles.ts'

/** What an instances_path is called where nobody says otherwise. */
const USUAL_NAME = 'instances'

/** Whether a folder is an instances_path by what is in it. */
export function looksLikeInstances(finder: PlaceFinder, path: TreePath): boolean {
  const entries = finder.list(path)
  return (
    entries.some(
      (entry) =>
        isUsed(entry) ||
        (entry.name === CACHE_PREFIX && (entry.type === 'directory' || entry.type === 'symlink')),
    ) || holdsLinkedInstance(finder, path, entries)
  )
}

/** Whether a folder has nothing in it, as one on which something is to be mounted; a new file system has one folder. */
export function isEmptyPlace(finder: PlaceFinder, path: TreePath): boolean {
  const holds = ({ name }: DirectoryEntry): boolean => name !== 'lost+found'
  if (finder.list(path).some(holds)) return false
  // One that cannot be listed has none there either.
  return ifSeen(() => finder.tree.list(path))?.some(holds) === false
}

/**
 * Whether only an image cache makes one of an opened folder, and images lie beside it that somebody
 * keeps with what they stand on: they are the folder's, and the cache is a part of it. Where Nova's
 * locks are, it is an instances_path without instances, whatever was left there.
 */
export function isCacheWithImages(finder: PlaceFinder): boolean {
  const entries = finder.list('')
  if (entries.some(isUsed) || holdsLinkedInstance(finder, '', entries)) return false
  const hasFolder = (wanted: string): boolean =>
    entries.some(({ name, type }) => name === wanted && type === 'directory')
  if (!hasFolder(CACHE_PREFIX) || hasFolder('locks')) return false
  return entries.some(({ name, type }) => type === 'file' && isImage(finder, name))
}

/** As a folder of anything is searched for images, but for what is hidden: NFS keeps there what is gone. */
function isImage({ tree }: PlaceFinder, name: TreePath): boolean {
  if (name.startsWith('.') || isTemporaryName(name)) return false
  const found = ifSeen(() => {
    const { length } = tree.lstat(name)
    if (length === 0) return false
    return looksLikeRawImage(name, length) || probeFile(tree, name).format !== 'raw'
  })
  return found === true
}

/** What Nova leaves where it runs instances; who looks after the cache writes `compute_nodes`. */
function isUsed({ name, type }: DirectoryEntry): boolean {
  if (type === 'file') return name === 'compute_nodes'
  return type === 'directory' && instanceDirName(name) !== undefined
}

/** A store of images may be symlinks too, of the same names; where one leads out nobody can tell. */
function holdsLinkedInstance(
  finder: PlaceFinder,
  path: TreePath,
  entries: readonly DirectoryEntry[],
): boolean {
  const isUsual = baseNameOf(path === '' ? finder.tree.rootPath : path) === USUAL_NAME
  return entries.some(({ name, type }) => {
    if (type !== 'symlink' || instanceDirName(name) === undefined) return false
    const found = finder.linkedType(joinPath(path, name))
    return found === 'directory' || (found === 'outside' && isUsual)
  })
}
