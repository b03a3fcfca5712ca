import { ifSeen } from '../files/attempt.ts'
import { isWithin, joinPath, parentPath } from '../files/paths.ts'
import type { TreePath } from '../files/tree.ts'
import { configEntries, entryAt } from './cover-config.ts'
import type { PlaceFinder } from './find.ts'
import type { ScannedEntry } from './model.ts'
import type { ScanUnit } from './scan-unit.ts'
import { coveredPaths, topmost } from './separate.ts'

/** Configuration of a node's services: counted, and of no file anything kept. */
export const CONFIG_FOLDERS: readonly TreePath[] = [
  'etc/nova',
  'etc/glance',
  'etc/libvirt',
  'etc/kolla',
]
/** Read like the configuration, but in a folder that holds more than a node's own. */
const OWN_FILES: ReadonlySet<TreePath> = new Set(['etc/hostname'])
/** Of a folder (`st_size`). What is larger holds, or held, more than folders on the way to places. */
const MAX_FOLDER_LENGTH = 64 * 1024

/** What of a node's tree is in its scan. */
export interface CoveredPlaces {
  /** The topmost folders of which everything is: `du` of them says what the scan adds up to. */
  readonly covered: readonly TreePath[]
  /** Entries that no unit brings: configuration, and folders that only lead to places. */
  readonly entries: readonly ScannedEntry[]
}

/**
 * A folder all of whose entries are covered is covered itself, up to the root: so is a tree that
 * holds a node's own places only, and of a whole operating system the places are. No symlink is
 * followed and no file opened; a folder that cannot be read is not covered.
 */
export function coverageOf(finder: PlaceFinder, units: readonly ScanUnit[]): CoveredPlaces {
  const covered = new Set(coveredPaths(units))
  const entries: ScannedEntry[] = []
  for (const path of CONFIG_FOLDERS) {
    if ([...covered].some((place) => isWithin(path, place))) continue
    const { whole, found } = configEntries(finder.tree, path, covered)
    entries.push(...found)
    if (whole) covered.add(path)
  }
  const notWhole = new Set<TreePath>()
  for (const path of foldersAbove([...topmost(covered)].sort())) {
    const found = notWhole.has(path) ? undefined : leadingFolder(finder, path, covered)
    if (found !== undefined) {
      entries.push(...found)
      covered.add(path)
    } else if (path !== '') {
      notWhole.add(parentPath(path))
    }
  }
  return { covered: [...topmost(covered)].sort(), entries }
}

/** Deepest first, so that a folder comes after those inside it. */
function foldersAbove(paths: Iterable<TreePath>): readonly TreePath[] {
  const above = new Set<TreePath>()
  for (const path of paths) {
    for (let at = path; at !== ''; ) {
      at = parentPath(at)
      above.add(at)
    }
  }
  const depth = (path: TreePath) => (path === '' ? 0 : path.split('/').length)
  return [...above].sort((a, b) => depth(b) - depth(a))
}

/** The folder's own entry and the node's own files in it; undefined if it holds anything else. */
function leadingFolder(
  { tree }: PlaceFinder,
  path: TreePath,
  covered: ReadonlySet<TreePath>,
): readonly ScannedEntry[] | undefined {
  return ifSeen(() => {
    const folder = entryAt(tree, path)
    if (folder.type !== 'directory' || folder.length > MAX_FOLDER_LENGTH) return undefined
    const others = tree
      .list(path)
      .map(({ name }) => joinPath(path, name))
      .filter((child) => !covered.has(child))
    if (!others.every((child) => OWN_FILES.has(child))) return undefined
    const files = others.map((child) => entryAt(tree, child))
    return files.every(({ type }) => type === 'file') ? [folder, ...files] : undefined
  })
}
