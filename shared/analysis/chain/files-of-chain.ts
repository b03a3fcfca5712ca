import type { TreePath } from '../../files/tree.ts'
import type { ImageSummary } from '../../formats/types.ts'
import type { Address } from '../places/address.ts'
import type { ChainHost } from './chain-host.ts'
import type { Chain, ChainLayer, ChainState } from './chain-model.ts'
import { allParts, partsOfLayer } from './data-parts.ts'
import { findDataFile, findExtentElsewhere } from './find-member.ts'
import { hidesFiles, hidesItsBase } from './hides.ts'
import { isAsItStands } from './recorded-format.ts'

/** All files of an image: its layers, and those in which each of them keeps the guest's data. */
export function filesOfChain({ layers }: Chain, host: ChainHost): readonly TreePath[] {
  return layers.flatMap((layer) => {
    return [layer.path, ...allParts(partsOfLayer(layer, host)).map(({ path }) => path)]
  })
}

/** Whether there may be more of them than can be told. */
export function hidesFilesOf(chain: Chain, host: ChainHost): boolean {
  return hidesItsBase(chain) || chain.layers.some((layer) => hidesParts(layer, host))
}

/** Of nearly all layers there are no parts, and they come by the ten thousand. */
function hidesParts(layer: ChainLayer, host: ChainHost): boolean {
  const { image, path, namedAt = path } = layer
  const { dataFile, extentsElsewhere, hasMoreExtents } = image
  if (dataFile === undefined && extentsElsewhere === undefined && hasMoreExtents !== true)
    return false
  return !isAsItStands(layer) && (hasMoreExtents === true || isLost(image, namedAt, host))
}

/** Whether one of the names cannot be followed, though QEMU follows it. */
function isLost({ dataFile, extentsElsewhere = [] }: ImageSummary, at: Address, host: ChainHost) {
  const data = dataFile?.name === undefined ? [] : [findDataFile(dataFile.name, at, host)]
  const extents = extentsElsewhere.map((name) => findExtentElsewhere(name, at, host))
  return [...data, ...extents].some((found) => found.kind !== 'member' && isOpen(found))
}

/** What is no file, e.g. a device, is none of the node's; nor is one of a Windows machine's drive. */
function isOpen(state: ChainState): boolean {
  if (state.kind === 'unreadable') return state.fault.code !== 'not-a-file'
  if (state.kind === 'protocol' && state.protocol.length === 1) return false
  return hidesFiles(state)
}
