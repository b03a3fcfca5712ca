import type { VmdkExtent } from '../../formats/vmdk/types.ts'
import { absolutePath } from '../places/address.ts'
import type { ChainHost, ChainMember } from './chain-host.ts'
import type { Chain, ChainLayer, DataElsewhere, LocatedPart } from './chain-model.ts'
import { findDataFile, findExtent } from './find-member.ts'
import { partDoubts } from './part-doubts.ts'

/** So many names of files that are not here are told one by one; of the others how many there are. */
export const NAMES_TOLD = 5

/** What an image names, and what was found there. */
type Found = readonly [name: string | undefined, member: ChainMember | undefined]

/** The extents that the descriptor of a layer records. */
export type RecordedExtents = (layer: ChainLayer) => readonly VmdkExtent[]

/**
 * The same chain, each layer with what it takes in other files, as far as `host` finds them. `extentsOf` is asked
 * of a layer of which somebody pointed at a file, which is compared with them.
 */
export function withDataElsewhere(
  chain: Chain,
  host: ChainHost,
  extentsOf: RecordedExtents = () => [],
): Chain {
  const layers = chain.layers.map((layer) => {
    const elsewhere = elsewhereOf(layer, host, extentsOf)
    return elsewhere === undefined ? layer : { ...layer, elsewhere }
  })
  return { ...chain, layers }
}

function elsewhereOf(
  layer: ChainLayer,
  host: ChainHost,
  extentsOf: RecordedExtents,
): DataElsewhere | undefined {
  const { dataFile, extents = [], extentsElsewhere = [] } = layer.image
  const names = new Set([...extents, ...extentsElsewhere])
  if (dataFile === undefined && names.size === 0) return undefined
  const at = layer.namedAt ?? layer.path
  const found = [...names].map((name): Found => [name, findExtent(name, at, host)])
  const data = dataFile && memberOf(findDataFile(dataFile.name ?? '', at, host))
  if (dataFile !== undefined) found.push([dataFile.name, data])
  const located = locatedOf(found, host, () => extentsOf(layer))
  return {
    ...sumOf(found, layer.path),
    ...(data !== undefined && { dataFile: absolutePath(host.places.rootPath, data.address) }),
    ...(located.length > 0 && { located }),
  }
}

function memberOf(found: ReturnType<typeof findDataFile>): ChainMember | undefined {
  return found.kind === 'member' ? found.member : undefined
}

/** What was chosen stays told, so that the choice can be taken back. */
function locatedOf(
  found: readonly Found[],
  { places }: ChainHost,
  recorded: () => readonly VmdkExtent[],
): readonly LocatedPart[] {
  const parts = found.flatMap(([name, member]) =>
    name !== undefined && member !== undefined && places.located?.has(name) === true
      ? [{ name, member }]
      : [],
  )
  const extents = parts.length === 0 ? [] : recorded()
  return parts.map(({ name, member }) => {
    const own = extents.filter((extent) => extent.name === name)
    const doubts = partDoubts(own, member)
    const displayPath = absolutePath(places.rootPath, member.address)
    return { name, displayPath, ...(doubts.length > 0 && { doubts }) }
  })
}

/** A descriptor that names itself holds no data. */
function sumOf(found: readonly Found[], own: string): DataElsewhere {
  const others = found.filter(([, member]) => member?.address !== own)
  const absent = others.filter(([, member]) => member === undefined)
  const names = absent.flatMap(([name]) => (name === undefined ? [] : [name]))
  const uncounted = others.filter(([, member]) => member?.allocatedFrom === 'unknown').length
  return {
    allocated: others.reduce((sum, [, member]) => sum + (member?.allocated ?? 0), 0),
    ...(uncounted > 0 && { uncounted }),
    absent: absent.length,
    absentNames: names.slice(0, NAMES_TOLD),
  }
}
