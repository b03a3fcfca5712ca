import { clue } from '../findings/finding.ts'
import type { Clue } from '../findings/types.ts'
import { formatsAgree } from './formats.ts'
import type { Chain, ChainLayer, ChainState } from './model.ts'

/** What is wrong with the chain of an image: how it ends and what its layers declare. */
export function chainClues(chain: Chain): readonly Clue[] {
  const found: Clue[] = []
  const end = endClue(chain)
  if (end !== undefined) found.push(end)
  const open = unprobedClue(chain)
  if (open !== undefined) found.push(open)
  for (const layer of chain.layers) {
    const declared = declaredClue(layer)
    if (declared !== undefined) found.push(declared)
  }
  return found
}

function endClue({ layers, state }: Chain): Clue | undefined {
  switch (state.kind) {
    case 'standalone':
    case 'complete':
      return undefined
    case 'missing':
      return clue('missing-backing-file', { name: state.name, tried: state.tried })
    case 'outside':
      return clue('backing-outside-root', { name: state.name, target: state.target })
    case 'protocol':
      return clue('backing-protocol', { name: state.name, protocol: state.protocol })
    case 'loop':
      return clue('backing-loop', { name: state.name })
    case 'too-deep':
      return clue('chain-too-deep', { limit: state.limit })
    case 'unreadable':
      return unreadableClue(layers, state)
  }
}

/** A fault of the image itself is told with the image, not once more with its chain. */
function unreadableClue(
  layers: readonly ChainLayer[],
  state: Extract<ChainState, { readonly kind: 'unreadable' }>,
): Clue | undefined {
  const { name, fault, imageFault } = state
  if (layers.length === 0 || (layers.length === 1 && imageFault !== undefined)) return undefined
  if (imageFault !== undefined) {
    const { offset, expected, found, message } = imageFault
    return clue('image-fault', { case: 'backing', name, message, offset, expected, found })
  }
  return clue('unreadable', { case: 'backing', name, reason: fault.code, errno: fault.errno })
}

/** Declared against detected; data that hides a header behind a declared `raw` is how hosts are read. */
function declaredClue(layer: ChainLayer): Clue | undefined {
  const declared = layer.recorded?.format
  const detected = layer.image.format
  if (declared === undefined || formatsAgree(declared, detected)) return undefined
  const evidence = { case: 'backing', declared, detected, name: layer.recorded?.name ?? '' }
  return clue('format-mismatch', evidence, declared === 'raw' ? 'high' : 'warning')
}

/** An overlay that does not say how to read its base leaves it to what a guest may have written there. */
function unprobedClue(chain: Chain): Clue | undefined {
  const top = chain.layers[0]?.image.backing
  if (top === undefined || top.name === '' || top.format !== undefined) return undefined
  return clue('backing-format-missing', { name: top.name })
}
