import { baseNameOf, parentPath, pathUnderRoot } from '../../files/paths.ts'
import { isHostOwn } from '../../formats/verdict/reach.ts'
import { instanceDirName } from '../../nova/names.ts'
import { type Address, absolutePath } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import type { ResolutionRule } from './chain-model.ts'

/** By what a file was come to: a name in an image. */
export interface NamedBy {
  readonly name: string
  /** Where the image stands that has the name. */
  readonly image: Address
  readonly rule: ResolutionRule
}

/**
 * Whether a name in an image leads to one of the host's own files, by itself or by where the file is
 * found: /etc/shadow of a node that was opened as well as of this machine. A guest that could write a
 * header names such a file to be given it (CVE-2024-32498, CVE-2026-24708); no image is there.
 */
export function isHostOwnFile(found: Address, by: NamedBy, places: BackingPlaces): boolean {
  const isByName = by.rule !== 'located' && isHostOwn(by.name)
  const onNode = namesOnNode(found, places)
  if (!isByName && !onNode.some(isHostOwn)) return false
  return !(isUsersOwn(onNode, by) && isFromHome(by.image, onNode, places))
}

/** What a file is called on the nodes whose root is known; its path here where none is. */
function namesOnNode(address: Address, places: BackingPlaces): readonly string[] {
  const path = absolutePath(places.rootPath, address)
  const inside = rootsOf(places).flatMap((root) => pathUnderRoot(root, path) ?? [])
  return inside.length === 0 ? [path] : inside.map((one) => `/${one}`)
}

function rootsOf({ rootPath, nodeRoot, opened = [], givenRoot }: BackingPlaces): readonly string[] {
  const roots = [nodeRoot ? rootPath : undefined, givenRoot, ...opened.map((one) => one.nodeRoot)]
  return roots.filter((root) => root !== undefined)
}

const ROOTS_HOME = /^\/+root\/(?!\.)(?!.*\/\.)/

/** Images that somebody keeps in root's home name one another there; what is hidden in it is no image. */
function isUsersOwn(onNode: readonly string[], { name, rule }: NamedBy): boolean {
  const isNamed = rule === 'located' || !isHostOwn(name) || ROOTS_HOME.test(name)
  return isNamed && onNode.every((path) => ROOTS_HOME.test(path) || !isHostOwn(path))
}

/**
 * Whether the image lies there too. What an instance's disk names there, whose header its guest may have
 * written, is in an image cache or nothing of Nova's.
 */
function isFromHome(image: Address, found: readonly string[], places: BackingPlaces): boolean {
  const folder = baseNameOf(parentPath(absolutePath(places.rootPath, image)))
  const isOfNova = found.every((path) => baseNameOf(parentPath(path)) === '_base')
  if (instanceDirName(folder) !== undefined && !isOfNova) return false
  return namesOnNode(image, places).every((path) => ROOTS_HOME.test(path))
}
