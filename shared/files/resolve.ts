import { attempt } from './attempt.ts'
import { joinPath, joinPaths, normalizeAbsolute, parentPath, pathUnderRoot } from './paths.ts'
import {
  type EntryType,
  type FileTree,
  type OwnPlace,
  TreeError,
  type TreeErrorCode,
  type TreePath,
} from './tree.ts'

/** Linux follows 40 symlinks in one look-up (`MAXSYMLINKS`, path_resolution(7)). */
const MAX_SYMLINKS = 40

/** What a look-up has to know of an entry whose parents are real directories. */
export interface Lookup {
  readonly rootPath: string
  /** Throws `TreeError`. */
  typeOf(path: TreePath): EntryType
  readLink(path: TreePath): string
}

/**
 * Resolves every symlink in `path` inside the root, as in a chroot: an absolute target that does not
 * lie under `rootPath` by its text starts again at the root. Throws `TreeError`: `outside-root` when
 * a target climbs over the root, or is absolute and itself not there below it; `loop` after 40 symlinks.
 */
export function resolveInRoot(lookup: Lookup, path: TreePath): TreePath {
  const pending = path === '' ? [] : path.split('/').reverse()
  let done: TreePath = ''
  let links = 0
  // How many names were left when an absolute target came before them.
  let afterTarget = Number.POSITIVE_INFINITY
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (pending.length < afterTarget) afterTarget = Number.POSITIVE_INFINITY
    if (name === '' || name === '.') continue
    if (name === '..') {
      if (done === '') throw new TreeError('outside-root', path, 'EXDEV')
      done = parentPath(done)
      continue
    }
    const next: TreePath = joinPath(done, name)
    if (typeAt(lookup, next, path, Number.isFinite(afterTarget)) !== 'symlink') {
      done = next
      continue
    }
    if (++links > MAX_SYMLINKS) throw new TreeError('loop', path, 'ELOOP')
    const target = lookup.readLink(next)
    const known = target.startsWith('/') ? pathUnderRoot(lookup.rootPath, target) : undefined
    if (target.startsWith('/')) done = ''
    if (target.startsWith('/') && known === undefined)
      afterTarget = Math.min(afterTarget, pending.length)
    pushNames(pending, known ?? target)
  }
  return done
}

function pushNames(pending: string[], target: string): void {
  for (const name of target.split('/').reverse()) pending.push(name)
}

// An absolute target means something on the node; what is not there below the root lies outside it.
function typeAt(lookup: Lookup, next: TreePath, path: TreePath, absolute: boolean): EntryType {
  try {
    return lookup.typeOf(next)
  } catch (error) {
    if (!(error instanceof TreeError)) throw error
    const { code, errno } = error.fault
    const left = absolute && (code === 'not-found' || code === 'not-a-directory')
    throw left
      ? new TreeError('outside-root', path, 'EXDEV')
      : new TreeError(code, path, errno, next)
  }
}

/** The look-up of a tree; every path that it is asked for is resolved already. */
export function lookupOf(tree: FileTree): Lookup {
  return {
    rootPath: tree.rootPath,
    typeOf: (path) => tree.lstat(path).type,
    readLink: (path) => tree.readLink(path),
  }
}

/** Where a path leads in a tree, inside the folder that it lies in. Throws as `resolveInRoot` does. */
export function realPath(tree: FileTree, path: TreePath): TreePath {
  const own = ownPlace(tree, path)
  return joinPaths(own.above, resolveInRoot(lookupOf(own.tree), own.path))
}

/** The tree of the folder that a path lies in. Throws `TreeError` where that is none of several. */
export function ownPlace(tree: FileTree, path: TreePath): OwnPlace {
  return tree.openedAt(path) ?? { tree, above: '', path }
}

/** What a symlink records, and whether following it leaves the root. A dangling link does not. */
export interface LinkFacts {
  readonly target: string
  readonly leavesRoot: boolean
  /** Symlinks lead from it in a circle, so that nobody can follow it. */
  readonly loops?: true
}

/**
 * Where the symlink at `path` leads. One that leads out of its own folder is followed by its text into
 * another that was opened with it. Throws as `resolveInRoot` does.
 */
export function linkedPath(tree: FileTree, path: TreePath): TreePath {
  try {
    return realPath(tree, path)
  } catch (error) {
    if (!(error instanceof TreeError) || error.fault.code !== 'outside-root') throw error
    const target = tree.openedAt(path) === undefined ? undefined : targetByText(tree, path)
    if (target === undefined) throw error
    return realPath(tree, target)
  }
}

function targetByText(tree: FileTree, path: TreePath): TreePath | undefined {
  const { rootPath } = tree
  const target = tree.readLink(path)
  const absolute = target.startsWith('/') ? target : `${rootPath}/${parentPath(path)}/${target}`
  return pathUnderRoot(rootPath, normalizeAbsolute(absolute))
}

/** Reads the symlink at `path` without following it out. Throws `TreeError` if it cannot be read. */
export function linkFacts(tree: FileTree, path: TreePath): LinkFacts {
  const target = tree.readLink(path)
  const end = endOf(tree, path)
  if (end === 'loop') return { target, leavesRoot: false, loops: true }
  return { target, leavesRoot: end === 'outside-root' }
}

/** Why a symlink cannot be followed; undefined where it can. */
function endOf(tree: FileTree, path: TreePath): TreeErrorCode | undefined {
  const found = attempt(() => linkedPath(tree, path))
  return found instanceof TreeError ? found.fault.code : undefined
}
