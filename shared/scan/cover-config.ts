import { ifSeen } from '../files/attempt.ts'
import { joinPath } from '../files/paths.ts'
import { lookupOf, resolveInRoot } from '../files/resolve.ts'
import { type EntryType, type FileTree, TreeError, type TreePath } from '../files/tree.ts'
import { entryOf, unknownEntry } from './entry.ts'
import type { ScannedEntry } from './model.ts'

/** Folders within one another below a configuration folder; packages use two or three. */
const MAX_DEPTH = 8
/** Entries of one configuration folder, all levels; packages and kolla make a few hundred. */
const MAX_ENTRIES = 4096
/** Of a folder (`st_size`): what is larger is not listed for a few thousand entries. */
const MAX_FOLDER_LENGTH = 1024 * 1024

/** Nothing here is of use to anybody but libvirt: not even the names in it are looked at. */
const NOT_LISTED: ReadonlySet<TreePath> = new Set(['etc/libvirt/secrets'])

/** A configuration folder by its entries, or what in it could not be read. */
export interface ConfigFolder {
  /** Everything in it is in `found`, or belongs to units. */
  readonly whole: boolean
  readonly found: readonly ScannedEntry[]
}

/**
 * Looks at every entry of a configuration folder, those of units left out; opens none. A folder that
 * cannot be counted whole is not counted at all: then `found` is what could not be read, if that is
 * why.
 */
export function configEntries(
  tree: FileTree,
  path: TreePath,
  units: ReadonlySet<TreePath>,
): ConfigFolder {
  const walk: Walk = { tree, units, entries: [], faults: [], leftOut: false }
  const whole = isRealFolder(tree, path) && walkFolder(walk, path, 0) && !walk.leftOut
  if (whole && walk.faults.length === 0) return { whole: true, found: walk.entries }
  return { whole: false, found: walk.faults }
}

/** What lstat(2) says of an entry of the configuration, its content unread. Throws `TreeError`. */
export function entryAt(tree: FileTree, path: TreePath): ScannedEntry {
  const stat = tree.lstat(path)
  return entryOf(path, stat.type === 'directory' ? 'directory' : 'configuration', stat, undefined)
}

interface Walk {
  readonly tree: FileTree
  readonly units: ReadonlySet<TreePath>
  readonly entries: ScannedEntry[]
  readonly faults: ScannedEntry[]
  /** Something is there that nobody looks at. */
  leftOut: boolean
}

/** False as soon as a bound is met. */
function walkFolder(walk: Walk, path: TreePath, depth: number): boolean {
  const { tree, units, entries } = walk
  const folder = attempt(walk, path, 'directory', () => entryAt(tree, path))
  if (folder === undefined) return true
  if (depth > MAX_DEPTH || folder.length > MAX_FOLDER_LENGTH) return false
  entries.push(folder)
  for (const { name, type } of attempt(walk, path, 'directory', () => tree.list(path), folder) ??
    []) {
    const child = joinPath(path, name)
    if (units.has(child)) continue
    if (NOT_LISTED.has(child)) {
      walk.leftOut = true
      continue
    }
    if (entries.length >= MAX_ENTRIES) return false
    if (type === 'directory') {
      if (!walkFolder(walk, child, depth + 1)) return false
      continue
    }
    const entry = attempt(walk, child, type, () => entryAt(tree, child))
    if (entry !== undefined) entries.push(entry)
  }
  return true
}

function attempt<T>(
  { faults }: Walk,
  path: TreePath,
  type: EntryType,
  act: () => T,
  known?: ScannedEntry,
): T | undefined {
  try {
    return act()
  } catch (error) {
    if (!(error instanceof TreeError)) throw error
    const { fault } = error
    const role = type === 'directory' ? type : 'configuration'
    faults.push(known ? { ...known, fault } : unknownEntry(path, type, role, fault))
    return undefined
  }
}

/** Whether a directory is there, and no symlink on the way: one might lead to everything. */
export function isRealFolder(tree: FileTree, path: TreePath): boolean {
  const isReal = () => resolveInRoot(lookupOf(tree), path) === path
  return ifSeen(() => isReal() && tree.lstat(path).type === 'directory') ?? false
}
