import { pathAndAbove } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { Address } from '../places/address.ts'
import type { ChainMember } from './chain-host.ts'
import type { Chain, ChainLayer } from './chain-model.ts'
import { findDataFile, findExtent, findExtentElsewhere } from './find-member.ts'
import { leftBy, placesOfName } from './name-places.ts'
import { isAsItStands } from './recorded-format.ts'
import type { ScanHost } from './scan-host.ts'
import { scannedAt } from './scanned-file.ts'

/** What leads nowhere when one of some places goes: a symlink, or a file by a name that it has of another. */
export interface Leading {
  readonly path: TreePath
  readonly to: readonly TreePath[]
}

/** A file where the name of it was looked for, which may be a symlink. */
export interface FoundAt {
  readonly at: Address
  readonly member: Pick<ChainMember, 'address' | 'via'>
}

/**
 * What the names in an image go through on the way to its layers and its data: a symlink in somebody else's
 * folder has to stay as much as the file that it leads to. Of layers that the scan has as images it tells by
 * themselves.
 */
export function waysOf({ layers, state }: Chain, host: ScanHost): readonly Leading[] {
  return layers.flatMap((layer, at) => {
    if (at > 0 && host.hasImage(layer.path)) return []
    const below = layers[at + 1]
    const isWhole = state.kind === 'standalone' || state.kind === 'complete'
    const ofBacking =
      below !== undefined
        ? throughTo(below, layer, host)
        : isWhole || isAsItStands(layer)
          ? []
          : throughLost(layer, host)
    const to = [...ofBacking, ...ofParts(layer, host)]
    return to.length === 0 ? [] : [{ path: layer.path, to }]
  })
}

/** The places that a name in the file at `from` goes through, and what it led to does not lie in. */
export function wayOfName(
  name: string,
  from: Address,
  { at, member }: FoundAt,
  host: ScanHost,
): readonly Address[] {
  const left = leftBy(name, from, host.places)
  if (at === member.address) return left
  return [scannedAt(at, host.places), ...(member.via ?? []), ...left]
}

function throughTo(
  { path, namedAt = path, via, recorded }: ChainLayer,
  upper: ChainLayer,
  host: ScanHost,
): readonly Address[] {
  const member = { address: path, ...(via !== undefined && { via }) }
  return wayOfName(recorded?.name ?? '', standsAt(upper), { at: namedAt, member }, host)
}

/** What a name goes through that leads no further here: it may on the node, or when more is mounted. */
function throughLost(layer: ChainLayer, host: ScanHost): readonly Address[] {
  const name = layer.image.backing?.name ?? ''
  const from = standsAt(layer)
  const places = placesOfName(name, from, host.places)
  const links = places.flatMap(pathAndAbove).filter((one) => host.isSymlink(one))
  return [...links, ...leftBy(name, from, host.places)]
}

function ofParts(layer: ChainLayer, host: ScanHost): readonly Address[] {
  const { dataFile, extents, extentsElsewhere } = layer.image
  // Of nearly all layers there are none, and they come by the ten thousand.
  if ((dataFile ?? extents ?? extentsElsewhere) === undefined || isAsItStands(layer)) return []
  const from = standsAt(layer)
  return foundParts(layer.image, from, host).flatMap(([name, found]) => {
    return wayOfName(name, from, found, host)
  })
}

type FoundPart = readonly [name: string, found: FoundAt]

function foundParts(
  { dataFile, extents = [], extentsElsewhere = [] }: ImageSummary,
  from: Address,
  host: ScanHost,
): readonly FoundPart[] {
  const data = dataFile?.name === undefined ? [] : [dataFile.name]
  const named = [
    ...data.map((name) => [name, findDataFile(name, from, host)] as const),
    ...extentsElsewhere.map((name) => [name, findExtentElsewhere(name, from, host)] as const),
  ]
  const elsewhere = named.flatMap(([name, found]): readonly FoundPart[] => {
    return found.kind === 'member' ? [[name, found]] : []
  })
  return [...elsewhere, ...extents.flatMap((name) => besideIt(name, from, host))]
}

/** An extent beside its descriptor, which may be a symlink there. */
function besideIt(name: string, from: Address, host: ScanHost): readonly FoundPart[] {
  const member = findExtent(name, from, host)
  const [at] = placesOfName(name, from, host.places)
  return member === undefined || at === undefined ? [] : [[name, { at, member }]]
}

function standsAt({ path, namedAt = path }: ChainLayer): Address {
  return namedAt
}
