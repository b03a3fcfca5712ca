import type { Chain, ChainLayer, ChainState } from './chain-model.ts'
import { isAsItStands } from './recorded-format.ts'

/**
 * The first layer that nobody opens, QEMU neither, although its header tells how large it is and what is
 * below: of a feature that nobody knows, say. Undefined where there is none; one whose header tells less is the
 * chain's end.
 */
export function refusedLayer({ layers }: Pick<Chain, 'layers'>): ChainLayer | undefined {
  return layers.find(isRefused)
}

/** A structure that it names may be cut for all that; encrypted data are there, and want a key. */
function isRefused(layer: ChainLayer): boolean {
  const { fault, faultIn, virtualSize } = layer.image
  if (fault === undefined || fault.code === 'encrypted' || faultIn !== undefined) return false
  return virtualSize !== undefined && !isAsItStands(layer)
}

/** Where it is: the image itself, or one that it stands on. */
export type RefusedIn = 'own' | 'below'

export function refusedIn(chain: Pick<Chain, 'layers'>): RefusedIn | undefined {
  const refused = refusedLayer(chain)
  if (refused === undefined) return undefined
  return refused === chain.layers[0] ? 'own' : 'below'
}

/**
 * How a chain ends to whoever wants to open it: one in which nothing is lacking is not whole where a
 * layer is refused. What its files cost and what they stand on is known all the same.
 */
export function shownEnd(
  kind: ChainState['kind'],
  refused: RefusedIn | undefined,
): ChainState['kind'] {
  const isWhole = kind === 'standalone' || kind === 'complete'
  return isWhole && refused !== undefined ? 'unreadable' : kind
}
