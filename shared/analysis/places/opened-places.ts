import type { Address } from './address.ts'
import type { BackingPlaces, OpenedPlaces } from './backing-places.ts'
import { innermostOf } from './innermost.ts'

/** Made for each `BackingPlaces` once, because candidates are remembered by it. */
const whole = new WeakMap<BackingPlaces, OpenedPlaces>()

/** The opened folder that an image lies in; undefined where it lies in none of several. */
export function openedOf(image: Address, places: BackingPlaces): OpenedPlaces | undefined {
  if (places.opened === undefined) return wholeTree(places)
  return indexOf(places).find(image)
}

/** What is asked of several opened folders for each image, of which there may be thousands. */
interface OpenedIndex {
  readonly find: (image: Address) => OpenedPlaces | undefined
  /** By the number of their host, those in which a name can mean something: no lone image is. */
  readonly named: ReadonlyMap<number, readonly OpenedPlaces[]>
}

const indexes = new WeakMap<BackingPlaces, OpenedIndex>()

function indexOf(places: BackingPlaces): OpenedIndex {
  const known = indexes.get(places)
  if (known !== undefined) return known
  const { opened = [] } = places
  const named = new Map<number, OpenedPlaces[]>(opened.map(({ node }) => [node, []]))
  for (const one of opened) if (hasPlaces(one)) named.get(one.node)?.push(one)
  const made = { find: innermostOf(opened), named }
  indexes.set(places, made)
  return made
}

function hasPlaces({ nodeRoot, instancesPath, basePath }: OpenedPlaces): boolean {
  return [nodeRoot, instancesPath, basePath].some((place) => place !== undefined)
}

function wholeTree(places: BackingPlaces): OpenedPlaces {
  const known = whole.get(places)
  if (known !== undefined) return known
  const { nodeRoot, instancesPath, recordedInstancesPath, basePath, partition } = places
  const made: OpenedPlaces = {
    path: '',
    node: 0,
    ...(nodeRoot && { nodeRoot: places.rootPath }),
    ...(instancesPath !== undefined && { instancesPath }),
    ...(recordedInstancesPath !== undefined && { recordedInstancesPath }),
    ...(basePath !== undefined && { basePath }),
    ...(partition && { partition }),
  }
  whole.set(places, made)
  return made
}

/** The folder itself, then the others of its host; for an image elsewhere all, if they are one host's. */
export function nearOf(
  own: OpenedPlaces | undefined,
  places: BackingPlaces,
): readonly OpenedPlaces[] {
  const { named } = indexOf(places)
  const first = own ?? (named.size === 1 ? places.opened?.[0] : undefined)
  if (first === undefined) return []
  return [first, ...(named.get(first.node) ?? []).filter((one) => one !== first)]
}
