import type { ChainHost, ChainMember } from './chain-host.ts'
import type { Chain, ChainLayer, DataElsewhere } from './chain-model.ts'
import { findDataFile, findExtent } from './find-member.ts'

/** The same chain, each layer with what it takes in other files, as far as `host` finds them. */
export function withDataElsewhere(chain: Chain, host: ChainHost): Chain {
  const layers = chain.layers.map((layer) => {
    const elsewhere = elsewhereOf(layer, host)
    return elsewhere === undefined ? layer : { ...layer, elsewhere }
  })
  return { ...chain, layers }
}

function elsewhereOf(layer: ChainLayer, host: ChainHost): DataElsewhere | undefined {
  const { dataFile, extents } = layer.image
  if (dataFile === undefined && extents === undefined) return undefined
  const at = layer.namedAt ?? layer.path
  const found = [...new Set(extents ?? [])].map((name) => findExtent(name, at, host))
  if (dataFile !== undefined) found.push(memberOf(findDataFile(dataFile.name ?? '', at, host)))
  return sumOf(found, layer.path)
}

function memberOf(found: ReturnType<typeof findDataFile>): ChainMember | undefined {
  return found.kind === 'member' ? found.member : undefined
}

/** A descriptor that names itself holds no data. */
function sumOf(found: readonly (ChainMember | undefined)[], own: string): DataElsewhere {
  const others = found.filter((member) => member?.address !== own)
  return {
    allocated: others.reduce((sum, member) => sum + (member?.allocated ?? 0), 0),
    absent: others.filter((member) => member === undefined).length,
  }
}
