import type { Address } from '../places/address.ts'
import type { ChainHost } from './chain-host.ts'
import type { ChainLayer, ChainState } from './chain-model.ts'
import { findDataFile, findExtent, findExtentElsewhere } from './find-member.ts'
import { isAsItStands } from './recorded-format.ts'

/**
 * How the search ended for the first file in which an image keeps the guest's data, and which was not
 * found: without that it is no disk, be its chain whole or not. Undefined where nothing is lacking.
 */
export function lostData(layer: ChainLayer, host: ChainHost): ChainState | undefined {
  const { image, path, namedAt = path } = layer
  const { dataFile, extents = [], extentsElsewhere = [] } = image
  if (dataFile === undefined && extents.length + extentsElsewhere.length === 0) return undefined
  if (isAsItStands(layer)) return undefined
  const data = dataFile && lostDataFile(dataFile.name, namedAt, host)
  if (data !== undefined) return data
  const beside = extents.find((name) => findExtent(name, namedAt, host) === undefined)
  if (beside !== undefined) return { kind: 'missing', name: beside, tried: [] }
  const elsewhere = extentsElsewhere.map((name) => findExtentElsewhere(name, namedAt, host))
  return elsewhere.find(isLost)
}

/** An image that does not name it is opened by nobody who is not told. */
function lostDataFile(name = '', at: Address, host: ChainHost): ChainState | undefined {
  if (name === '') return { kind: 'missing', name, tried: [] }
  const found = findDataFile(name, at, host)
  return isLost(found) ? found : undefined
}

function isLost(found: ReturnType<typeof findDataFile>): found is ChainState {
  return found.kind !== 'member'
}
