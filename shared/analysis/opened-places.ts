import type { Address } from './address.ts'
import type { BackingPlaces, OpenedPlaces } from './backing-name.ts'
import { innermost } from './innermost.ts'

/** Made for each `BackingPlaces` once, because candidates are remembered by it. */
const whole = new WeakMap<BackingPlaces, OpenedPlaces>()

/** The opened folder that an image lies in; undefined where it lies in none of several. */
export function openedOf(image: Address, places: BackingPlaces): OpenedPlaces | undefined {
  if (places.opened === undefined) return wholeTree(places)
  return innermost(places.opened, image)
}

function wholeTree(places: BackingPlaces): OpenedPlaces {
  const known = whole.get(places)
  if (known !== undefined) return known
  const { nodeRoot, instancesPath, recordedInstancesPath, basePath } = places
  const made: OpenedPlaces = {
    path: '',
    node: 0,
    ...(nodeRoot && { nodeRoot: places.rootPath }),
    ...(instancesPath !== undefined && { instancesPath }),
    ...(recordedInstancesPath !== undefined && { recordedInstancesPath }),
    ...(basePath !== undefined && { basePath }),
  }
  whole.set(places, made)
  return made
}

/** The folder itself, then the others of its host; for an image elsewhere all, if they are one host's. */
export function nearOf(
  own: OpenedPlaces | undefined,
  { opened = [] }: BackingPlaces,
): readonly OpenedPlaces[] {
  if (own !== undefined) {
    return [own, ...opened.filter((one) => one !== own && one.node === own.node)]
  }
  return opened.every(({ node }) => node === 0) ? opened : []
}
