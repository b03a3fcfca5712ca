import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath } from '../files/paths.ts'
import type { DirectoryEntry, TreePath } from '../files/tree.ts'
import { instanceDirName, isTemporaryName } from '../nova/names.ts'
import { asideDay } from '../nova/set-aside.ts'
import type { PlaceFinder } from './find.ts'
import { CACHE_PREFIX } from './known-instances.ts'
import { probeFile } from './probe-file.ts'
import { looksLikeRawImage } from './roles.ts'

/** What an instances_path is called where nobody says otherwise. */
const USUAL_NAME = 'instances'

/** Whether a folder is an instances_path by what is in it, and not what a clean-up set aside in one. */
export function looksLikeInstances(finder: PlaceFinder, path: TreePath): boolean {
  if (asideDay(nameOf(finder, path)) !== undefined) return false
  const entries = finder.list(path)
  return (
    entries.some(
      (entry) =>
        isUsed(entry) ||
        (entry.name === CACHE_PREFIX && (entry.type === 'directory' || entry.type === 'symlink')),
    ) || holdsLinkedInstance(finder, path, entries)
  )
}

/**
 * Whether a folder is empty, as one is on which something is still to be mounted; the `lost+found` of a new
 * file system does not count.
 */
export function isEmptyPlace(finder: PlaceFinder, path: TreePath): boolean {
  const holds = ({ name }: DirectoryEntry): boolean => name !== 'lost+found'
  if (finder.list(path).some(holds)) return false
  // The finder takes what cannot be listed for empty: only a list that succeeds counts.
  return ifSeen(() => finder.tree.list(path))?.some(holds) === false
}

/**
 * Whether the opened folder looks like an instances_path only by its image cache, while images lie beside
 * that: then somebody keeps images there with what they stand on, and it is a folder of images. With
 * Nova's locks in it, it is an instances_path without instances, whatever was left there.
 */
export function isCacheWithImages(finder: PlaceFinder): boolean {
  const entries = finder.list('')
  if (entries.some(isUsed) || holdsLinkedInstance(finder, '', entries)) return false
  const hasFolder = (wanted: string): boolean =>
    entries.some(({ name, type }) => name === wanted && type === 'directory')
  if (!hasFolder(CACHE_PREFIX) || hasFolder('locks')) return false
  return entries.some(({ name, type }) => type === 'file' && isImage(finder, name))
}

/** As in any folder that is searched for images, but without hidden files: NFS keeps deleted ones so. */
function isImage({ tree }: PlaceFinder, name: TreePath): boolean {
  if (name.startsWith('.') || isTemporaryName(name)) return false
  const found = ifSeen(() => {
    const { length } = tree.lstat(name)
    if (length === 0) return false
    return looksLikeRawImage(name, length) || probeFile(tree, name).format !== 'raw'
  })
  return found === true
}

/** What Nova leaves where it runs instances: their folders, and its cache manager's `compute_nodes`. */
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
  const isUsual = nameOf(finder, path) === USUAL_NAME
  return entries.some(({ name, type }) => {
    if (type !== 'symlink' || instanceDirName(name) === undefined) return false
    const found = finder.linkedType(joinPath(path, name))
    return found === 'directory' || (found === 'outside' && isUsual)
  })
}

function nameOf({ tree }: PlaceFinder, path: TreePath): string {
  return baseNameOf(path === '' ? tree.rootPath : path)
}
