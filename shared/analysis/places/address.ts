import { normalizeAbsolute, pathUnderRoot } from '../../files/paths.ts'

/**
 * Where an image is, for chains: a `TreePath` of the opened tree, or an absolute path (it begins
 * with `/`, which no `TreePath` does) when it stands elsewhere.
 */
export type Address = string

export function isAbsolute(path: string): boolean {
  return path.startsWith('/')
}

/** The absolute path of an address, for people and for comparing with recorded names. */
export function absolutePath(rootPath: string, address: Address): string {
  if (isAbsolute(address)) return address
  if (address === '') return rootPath
  return rootPath.endsWith('/') ? rootPath + address : `${rootPath}/${address}`
}

/** The address of an absolute path: a `TreePath` where it lies in the opened tree. */
export function addressOf(rootPath: string, absolute: string): Address {
  return pathUnderRoot(rootPath, absolute) ?? absolute
}

/** The address of what `name` means beside `from`: relative names count from its folder. */
export function besides(rootPath: string, from: Address, name: string): Address {
  const path = isAbsolute(name) ? name : `${absolutePath(rootPath, from)}/../${name}`
  return addressOf(rootPath, normalizeAbsolute(path))
}
