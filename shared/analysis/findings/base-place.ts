import { baseNameOf, isWithin, parentPath, pathUnderRoot } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import { isDevice, isHostOwnToNova } from '../../formats/verdict/reach.ts'
import { DEFAULT_CACHE_NAME } from '../../nova/cache-name.ts'
import { firstOfAnother } from '../chain/another-instance.ts'
import type { Chain, ChainLayer } from '../chain/chain-model.ts'
import type { InstanceAt } from '../disks/instance-at.ts'
import { absolutePath } from '../places/address.ts'
import type { BackingPlaces, NamedPlaces, OpenedPlaces } from '../places/backing-places.ts'
import { nearOf, openedOf } from '../places/opened-places.ts'

/** What is wrong with the place of the file that an instance's disk stands on; `own` is whose disk it is. */
export type BasePlaceClue = (chain: Chain, own: string | undefined) => Clue | undefined

/** What is known of a layer that others stand on. */
interface KnownLayer {
  /** The instance in whose folder it lies. */
  readonly owner: string | undefined
  /** What is said of it as the base of a disk, by the opened folder that the disk lies in. */
  readonly said: Map<OpenedPlaces | undefined, Clue | undefined>
}

/**
 * Nova puts an instance's disk on a file of the image cache. What lies outside of what was opened is told
 * with the chain. Thousands of disks stand on one layer, which is looked at once.
 */
export function createBasePlaceClue(places: BackingPlaces, instanceAt: InstanceAt): BasePlaceClue {
  const layers = new WeakMap<ChainLayer, KnownLayer>()
  const known = (layer: ChainLayer): KnownLayer => {
    const found = layers.get(layer)
    if (found !== undefined) return found
    const made: KnownLayer = { owner: instanceAt(layer.path), said: new Map() }
    layers.set(layer, made)
    return made
  }
  return (chain, own) => {
    const [disk, base] = chain.layers
    const name = disk?.image.backing?.name
    if (disk === undefined || name === undefined || name === '') return undefined
    if (chain.state.kind === 'pending' || chain.state.kind === 'outside') return undefined
    const owners = own === undefined ? [] : [own]
    const below = chain.layers.slice(1)
    const others = firstOfAnother(below, owners, (layer) => known(layer).owner)
    if (others !== undefined) {
      const recorded = others.recorded?.name ?? name
      return clue('backing-no-base', { case: 'instance', name: recorded }, 'high')
    }
    const opened = openedOf(disk.path, places)
    // What is refused is told with the chain.
    if (base === undefined && chain.state.kind === 'refused') return undefined
    if (base === undefined) return placeClue(name, undefined, nearOf(opened, places), places)
    const { said } = known(base)
    if (said.has(opened)) return said.get(opened)
    const made = placeClue(name, base, nearOf(opened, places), places)
    said.set(opened, made)
    return made
  }
}

/** What the place says by itself, whoever's disk it is. */
function placeClue(
  name: string,
  base: ChainLayer | undefined,
  near: readonly OpenedPlaces[],
  places: BackingPlaces,
): Clue | undefined {
  // A symlink in the cache is a base of Nova's, wherever it leads.
  const isElsewhere = base !== undefined && !isInNovasFolder(base.namedAt ?? base.path, near)
  const isLed = isElsewhere || base?.namedAt !== undefined
  const roots = near.map(({ nodeRoot }) => nodeRoot)
  // What was found is none of the host's own files: those are refused.
  const isHost =
    base === undefined
      ? isHostOwnToNova(name)
      : isDevice(name) || (isLed && isAmongDevices(base.path, roots, places))
  if (!isElsewhere && !isHost) return movedClue(base, near)
  const which = isHost ? 'host' : 'elsewhere'
  return clue('backing-no-base', { case: which, name }, isHost ? 'high' : 'warning')
}

/**
 * A base that is not where the name leads on its own node, as far as that was opened: only a file of
 * the same name in the image cache was found.
 */
function movedClue(base: ChainLayer | undefined, near: readonly OpenedPlaces[]): Clue | undefined {
  const [own] = near
  const { name = '', rule } = base?.recorded ?? {}
  if (base === undefined || own?.nodeRoot === undefined || !name.startsWith('/')) return undefined
  const isFoundByName = rule === 'base-directory' || rule === 'instances-path'
  // Hosts on one instances_path may each have it at another place.
  const isOfPlace = near.some(({ recordedInstancesPath: place }, at) => {
    return (place !== undefined || at === 0) && pathUnderRoot(place ?? '/', name) !== undefined
  })
  if (!isFoundByName || isOfPlace) return undefined
  // Nova made it on this very machine, below the folder that was opened.
  if (base.displayPath === name) return undefined
  return clue('backing-name', { case: 'moved', name, found: base.displayPath })
}

/** Whether a file lies in an image cache or among the folders of instances. */
function isInNovasFolder(path: TreePath, near: readonly NamedPlaces[]): boolean {
  if (baseNameOf(parentPath(path)) === DEFAULT_CACHE_NAME) return true
  const isIn = (place: TreePath | undefined) => place !== undefined && isWithin(path, place)
  return near.some(({ instancesPath, basePath }) => isIn(basePath) || isIn(instancesPath))
}

/** Whether a file lies among the devices, by the name that it has on its node. */
function isAmongDevices(
  path: TreePath,
  roots: readonly (string | undefined)[],
  { rootPath }: BackingPlaces,
): boolean {
  const absolute = absolutePath(rootPath, path)
  return roots.some((root) => {
    const inside = root === undefined ? undefined : pathUnderRoot(root, absolute)
    return inside !== undefined && isDevice(`/${inside}`)
  })
}
