import { TreeError, type TreePath } from './tree.ts'

/** `name` inside the directory `parent`. */
export function joinPath(parent: TreePath, name: string): TreePath {
  return parent === '' ? name : `${parent}/${name}`
}

/** `path` of a folder's own tree, in the tree where that folder is `above`. */
export function joinPaths(above: TreePath, path: TreePath): TreePath {
  return path === '' ? above : joinPath(above, path)
}

/** The directory that holds `path`; `''` for a name directly under the root, and for the root. */
export function parentPath(path: TreePath): TreePath {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** `path` and all that it lies in, the innermost first and `''` last: what `isWithin` is true of. */
export function pathAndAbove(path: TreePath): readonly TreePath[] {
  const found = [path]
  for (let at = path; at !== ''; ) {
    at = parentPath(at)
    found.push(at)
  }
  return found
}

/** The last name of a path, tree path or absolute. */
export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: TreePath, ancestor: TreePath): boolean {
  if (ancestor === '' || path === ancestor) return true
  return path.startsWith(ancestor) && path[ancestor.length] === '/'
}

/**
 * The tree path of an absolute path that lies under `rootPath` by its text alone; undefined when it
 * lies elsewhere or has a `.` or `..` in it.
 */
export function pathUnderRoot(rootPath: string, absolute: string): TreePath | undefined {
  const root = rootPath.endsWith('/') ? rootPath : `${rootPath}/`
  if (`${absolute}/` === root) return ''
  if (!absolute.startsWith(root)) return undefined
  const path = absolute.slice(root.length)
  // Nearly every path is one already, and tens of thousands are asked.
  if (!ODD_NAME.test(path)) return path
  const names = path.split('/').filter((name) => name !== '')
  return names.some((name) => name === '.' || name === '..') ? undefined : names.join('/')
}

const ODD_NAME = /(?:^|\/)\.{0,2}(?:\/|$)/

/** An absolute path without `.`, `..`, empty names and a slash at the end. As in POSIX, `/..` is `/`. */
export function normalizeAbsolute(path: string): string {
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return `/${names.join('/')}`
}

/**
 * The folders that an absolute path goes into and leaves again by `..`: without them it leads nowhere. Of
 * those that it leaves one after the other the innermost stands for all. No name of a kept disk has many.
 */
export function foldersLeft(path: string): readonly string[] {
  const names: string[] = []
  const left: string[] = []
  let isLeaving = false
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue
    if (name === '..' && !isLeaving && left.length < FOLDERS_LEFT) left.push(`/${names.join('/')}`)
    isLeaving = name === '..'
    if (isLeaving) names.pop()
    else names.push(name)
  }
  return left
}

/** Whoever writes a name that leaves more spoils it for itself alone. */
const FOLDERS_LEFT = 16

/** Refuses what is no `TreePath`: `..`, `.`, an empty name, a leading slash, a NUL. */
export function checkPath(path: TreePath): void {
  if (path === '') return
  for (const name of path.split('/')) checkName(name, path)
}

/** `checkPath` for one name; `path` is what the error names. */
export function checkName(name: string, path: TreePath): void {
  if (name === '..' || name === '.' || name === '') {
    throw new TreeError('outside-root', path, 'EINVAL')
  }
  if (name.includes('\0')) throw new TreeError('not-found', path, 'EINVAL')
}

// With the `u` flag a surrogate that belongs to a pair does not match.
const RAW_BYTES = /[\uDC80-\uDCFF]/u

/** Whether a path holds bytes that are not UTF-8, so that no system call takes it as a string. */
export function hasRawBytes(path: string): boolean {
  return RAW_BYTES.test(path)
}
