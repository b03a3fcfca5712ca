import { isWithin, joinPath, pathAndAbove } from '../files/paths.ts'
import { TreeError, type TreePath } from '../files/tree.ts'
import { isSnapshotFolderName } from '../nova/names.ts'
import type { PlaceFinder } from './find.ts'
import type { ScanUnit } from './scan-unit.ts'

/**
 * The folders that Nova made for snapshots in a snapshots_directory which is not the usual one: that
 * one is scanned anyway. The directory may be /tmp, somebody's home or any folder, so that nothing
 * else in it is looked at, and what is, holds or lies in another place is that place's.
 */
export function findSnapshots(
  finder: PlaceFinder,
  configured: TreePath | undefined,
  instancesPath: TreePath,
  known: readonly ScanUnit[],
): readonly TreePath[] {
  const path = configured === undefined ? undefined : finder.directory(configured)
  if (path === undefined || isWithin(path, joinPath(instancesPath, 'snapshots'))) return []
  const places = new Set(known.filter(({ kind }) => kind !== 'top').map((place) => place.path))
  const above = new Set(known.flatMap((place) => pathAndAbove(place.path)))
  return snapshotFolders(finder, path).filter(
    (folder) => !above.has(folder) && !pathAndAbove(folder).some((one) => places.has(one)),
  )
}

function snapshotFolders(finder: PlaceFinder, path: TreePath): readonly TreePath[] {
  try {
    return finder.tree
      .list(path)
      .filter(({ name, type }) => type === 'directory' && isSnapshotFolderName(name))
      .map(({ name }) => joinPath(path, name))
  } catch (error) {
    if (!(error instanceof TreeError)) throw error
    finder.keepFault(path, 'directory', error)
    return []
  }
}
