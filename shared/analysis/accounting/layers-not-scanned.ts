import type { ChainHost } from '../chain/chain-host.ts'
import type { Chain } from '../chain/chain-model.ts'
import { type DataPart, type DataParts, partsOfLayer } from '../chain/data-parts.ts'
import type { ScanHost } from '../chain/scan-host.ts'
import type { SpaceFile } from './forest/forest.ts'

/** An image with what it stands on, and the files that its data are in. */
export type SpaceImage = SpaceFile & DataParts

/**
 * The layers below an image of which the scan itself does not tell what they need, with that. What the
 * scan did not come by is in no sum.
 */
export function layersNotScanned({ layers }: Chain, host: ScanHost): readonly SpaceImage[] {
  return layers.slice(1).flatMap((layer, at) => {
    if (host.hasImage(layer.path)) return []
    const below = layers[at + 2]?.path
    const parts = countedParts(partsOfLayer(layer, host), host.scanned)
    if (below === undefined && Object.keys(parts).length === 0) return []
    const allocated = countedOf(layer, host.scanned)
    const backing = below === undefined ? {} : { backing: { path: below } }
    return [{ path: layer.path, allocated, ...backing, ...parts }]
  })
}

function countedParts(parts: DataParts, scanned: ChainHost): DataParts {
  const { dataFile, extents, extentsElsewhere } = parts
  const counted = (part: DataPart): DataPart => ({ ...part, allocated: countedOf(part, scanned) })
  return {
    ...(dataFile && { dataFile: counted(dataFile) }),
    ...(extents && { extents: extents.map(counted) }),
    ...(extentsElsewhere && { extentsElsewhere: extentsElsewhere.map(counted) }),
  }
}

function countedOf({ path, allocated }: DataPart, scanned: ChainHost): number {
  return scanned.lookup(path).kind === 'found' ? allocated : 0
}
