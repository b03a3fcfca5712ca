import { baseNameOf, parentPath, pathUnderRoot } from '../../files/paths.ts'
import { isHostOwn } from '../../formats/verdict/reach.ts'
import { DEFAULT_CACHE_NAME } from '../../nova/cache-name.ts'
import { instanceDirName } from '../../nova/names.ts'
import { type Address, absolutePath } from '../places/address.ts'
import type { BackingPlaces } from '../places/backing-places.ts'
import type { Lookup, NamedBy } from './chain-host.ts'
import type { ChainState } from './chain-model.ts'

/**
 * Whether a name in an image leads to one of the host's own files, by itself or by where the file is
 * found: /etc/shadow of a node that was opened as well as of this machine. A guest that could write a
 * header names such a file to be given it (CVE-2024-32498, CVE-2026-24708); no image is there. What
 * the user pointed at is where that user keeps it: in root's home too, where nothing hides it.
 */
export function isHostOwnFile(found: Address, by: NamedBy, places: BackingPlaces): boolean {
  const onNode = namesOnNode(found, places)
  if (by.rule === 'located') return !onNode.every(isUsersPlace)
  if (!isHostOwn(by.name) && !onNode.some(isHostOwn)) return false
  return !(isUsersOwn(onNode, by) && isFromHome(by.image, onNode, places))
}

/** What was found, whoever asked for it before; refused where it is the host's own file to who asks now. */
export function unlessHostOwn(
  found: Lookup,
  by: NamedBy | undefined,
  places: BackingPlaces,
): Lookup {
  if (found.kind !== 'found' || by === undefined) return found
  const { address } = found
  if (!isHostOwnFile(address, by, places)) return found
  return { kind: 'refused', target: absolutePath(places.rootPath, address) }
}

/** Whether a name or a place is the host's own to some images and not to others: see `isHostOwnFile`. */
export function mayBeHostOwn(
  name: string,
  found: readonly Address[],
  places: BackingPlaces,
): boolean {
  return isHostOwn(name) || found.some((one) => namesOnNode(one, places).some(isHostOwn))
}

/** Whether a chain ends at a name of one of them, be there such a file here or not: it is none to look for. */
export function endsAtHostOwn(state: ChainState): boolean {
  if (state.kind === 'refused') return true
  if (state.kind !== 'missing' && state.kind !== 'outside') return false
  return isHostOwn(state.name) && !ROOTS_HOME.test(state.name)
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

const ROOTS_HOME = /^\/+root\/(?!\.)(?!.*\/\.)/s

/** Images that somebody keeps in root's home name one another there; what is hidden in it is no image. */
function isUsersOwn(onNode: readonly string[], { name }: NamedBy): boolean {
  return isUsersPlace(name) && onNode.every(isUsersPlace)
}

function isUsersPlace(path: string): boolean {
  return ROOTS_HOME.test(path) || !isHostOwn(path)
}

/**
 * Whether the image lies there too. What an instance's disk names there, whose header its guest may have
 * written, is in an image cache or in a folder of an instance, or nothing of Nova's.
 */
function isFromHome(image: Address, found: readonly string[], places: BackingPlaces): boolean {
  const isDisk = isInstances(baseNameOf(parentPath(absolutePath(places.rootPath, image))))
  const isInNovasFolder = found.every((path) => {
    const folder = baseNameOf(parentPath(path))
    return folder === DEFAULT_CACHE_NAME || isInstances(folder)
  })
  if (isDisk && !isInNovasFolder) return false
  return namesOnNode(image, places).every((path) => ROOTS_HOME.test(path))
}

function isInstances(folder: string): boolean {
  return instanceDirName(folder) !== undefined
}
