import type { TreePath } from '../files/tree.ts'

/**
 * Where an image is, for chains: a `TreePath` of the opened tree, or an absolute path (it begins
 * with `/`, which no `TreePath` does) when it stands elsewhere.
 */
export type Address = string

export function isAbsolute(path: string): boolean {
  return path.startsWith('/')
}

/** The last name of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Everything before the last name; `''` for a name at the top of a tree, `/` at the top of all. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/')
  if (slash > 0) return path.slice(0, slash)
  return slash === 0 ? '/' : ''
}

/** `a/b` of the folder `a` and the name `b`; a tree's root is `''`. */
export function joinPath(folder: string, name: string): string {
  if (folder === '') return name
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`
}

/** An absolute path without `.`, `..`, empty names and a slash at the end. As in POSIX, `/..` is `/`. */
export function normalizeAbsolute(path: string): string {
  const names: string[] = []
  for (const name of path.split('/')) {
    if (name === '..') names.pop()
    else if (name !== '' && name !== '.') names.push(name)
  }
  return `/${names.join('/')}`
}

/** What is left of an absolute path below a folder; undefined when it is not below or at it. */
export function below(folder: string, path: string): TreePath | undefined {
  if (path === folder) return ''
  const prefix = folder.endsWith('/') ? folder : `${folder}/`
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined
}

/** The absolute path of an address, for people and for comparing with recorded names. */
export function absolutePath(rootPath: string, address: Address): string {
  if (isAbsolute(address)) return address
  return address === '' ? rootPath : joinPath(rootPath, address)
}

/** The address of an absolute path: a `TreePath` where it lies in the opened tree. */
export function addressOf(rootPath: string, absolute: string): Address {
  return below(rootPath, absolute) ?? absolute
}
