import { attempt } from '../files/attempt.ts'
import { parentPath } from '../files/paths.ts'
import { type FileStat, type FileTree, TreeError, type TreePath } from '../files/tree.ts'
import type { EntryDraft } from './entry.ts'
import type { GoneEntries, ScannedEntry } from './model.ts'
import type { ScanUnit } from './scan-unit.ts'

/** What is to be known of a unit's folder to tell what went away in it from what is no longer mounted. */
interface OwnFolder {
  readonly tree: FileTree
  readonly unit: ScanUnit
  /** `st_dev` of the folder when it was looked at; undefined where it was gone by then. */
  readonly dev: number | undefined
}

/** What went away in a unit while it was scanned. */
export interface Gone {
  readonly gone: GoneEntries
  /** They are no part of what was scanned. */
  readonly entries: ReadonlySet<EntryDraft>
  /** Of a folder that went away itself: `st_dev` of the one above it. */
  readonly dev?: number
}

/** Whether nothing was there any more when an entry was looked at. */
export function seemsGone({ fault }: ScannedEntry): boolean {
  return fault?.code === 'not-found' && fault.errno === 'ENOENT'
}

/**
 * Which of the entries that seemed gone really are: Nova deletes instances while they are scanned, and
 * what is gone could not be read, but uses nothing either. Where the unit's folder is not what it was
 * all of them keep their fault: a mount may have gone, with what is on it.
 */
export function settleGone(seeming: readonly EntryDraft[], folder: OwnFolder): Gone | undefined {
  const { tree, unit } = folder
  if (seeming.length === 0) return undefined
  const own = attempt(() => tree.lstat(unit.path))
  if (own instanceof TreeError) return wholeGone(seeming, own, folder)
  const really = own.dev === folder.dev ? seeming.filter(({ path }) => isGone(tree, path)) : []
  const [first] = really
  if (first === undefined) return undefined
  return { gone: { count: really.length, first: first.path }, entries: new Set(really) }
}

/** An instance's folder goes with the instance; nothing takes any other away from a node at work. */
function wholeGone(
  seeming: readonly EntryDraft[],
  { fault }: TreeError,
  { tree, unit }: OwnFolder,
): Gone | undefined {
  const { path, instance, linkedAt } = unit
  if (fault.code !== 'not-found' || instance === undefined || linkedAt !== undefined)
    return undefined
  const above = attempt(() => tree.lstat(parentPath(path)))
  if (above instanceof TreeError || path === '') return undefined
  const gone = { count: 1, first: path, isUnit: true } as const
  return { gone, entries: new Set(seeming), dev: above.dev }
}

function isGone(tree: FileTree, path: TreePath): boolean {
  const again: FileStat | TreeError = attempt(() => tree.lstat(path))
  return again instanceof TreeError && again.fault.code === 'not-found'
}
