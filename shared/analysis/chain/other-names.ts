import { joinPaths, parentPath, pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { UnitResult } from '../../scan/model.ts'
import type { Address } from '../places/address.ts'
import type { KnownFolder } from './chain-host.ts'

/**
 * Tells of what somebody found at a name that no scan came by, whether it lies in a scanned folder: one
 * that is mounted at two places (`mount --bind`, a share that is mounted twice) has files by two names, of
 * which no symlink tells. A folder is the same by device and inode, while nothing is mounted anew.
 */
export interface OtherNames {
  add(result: Pick<UnitResult, 'unit' | 'dev' | 'ino'>): void
  /** Where a path was scanned, if that is elsewhere; `folders` are those above it, the nearest first. */
  scannedAt(path: Address, folders: readonly KnownFolder[] | undefined): TreePath | undefined
  /** Whether a file may be a scanned one: it lies on the device of some. */
  mayBeScanned(file: Pick<KnownFolder, 'dev'>): boolean
}

/** `foldersAt`: a folder of the tree and those above it, where somebody can look at them. */
export function createOtherNames(
  foldersAt: (path: TreePath) => readonly KnownFolder[],
): OtherNames {
  const scanned: KnownFolder[] = []
  let places: ReadonlyMap<string, TreePath> | undefined
  return {
    add({ unit: { path }, dev, ino }) {
      if (dev !== undefined && ino !== undefined)
        scanned.push({ path, dev, identity: `${dev}:${ino}` })
      places = undefined
    },
    scannedAt(path, folders = []) {
      if (folders.length === 0) return undefined
      // Few scans ask at all, of ten thousand folders.
      places ??= placesOf(scanned, foldersAt)
      for (const folder of folders) {
        const place = places.get(folder.identity)
        if (place !== undefined)
          return place === folder.path ? undefined : moved(path, folder, place)
      }
      return undefined
    },
    mayBeScanned: ({ dev }) => scanned.some((folder) => folder.dev === dev),
  }
}

/** Scanned folders, and those above them: what is mounted elsewhere may be one of these. */
function placesOf(
  scanned: readonly KnownFolder[],
  foldersAt: (path: TreePath) => readonly KnownFolder[],
): ReadonlyMap<string, TreePath> {
  const paths = new Set(scanned.map(({ path }) => path))
  const parents = new Set(scanned.map(({ path }) => parentPath(path)))
  const outside = [...parents].filter((path) => !pathAndAbove(path).some((one) => paths.has(one)))
  const above = outside.flatMap((path) => foldersAt(path))
  return new Map([...above, ...scanned].map((folder) => [folder.identity, folder.path]))
}

function moved(path: Address, { path: folder }: KnownFolder, place: TreePath): TreePath {
  return joinPaths(place, folder === '' ? path : path.slice(folder.length + 1))
}
