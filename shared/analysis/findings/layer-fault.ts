import { type Fault, sentenceOf } from '../../bytes/errors.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import type { ChainLayer, ChainState } from '../chain/chain-model.ts'
import { refusedLayer } from '../chain/refused-layer.ts'

/** Nothing is lacking, and QEMU refuses an image below. */
export function refusedClue([, ...below]: readonly ChainLayer[]): Clue | undefined {
  const { image, recorded } = refusedLayer({ layers: below }) ?? {}
  return image?.fault && faultClue(recorded?.name ?? '', image.fault)
}

function faultClue(name: string, fault: Fault): Clue {
  const { offset, expected, found } = fault
  const message = sentenceOf(fault)
  return clue('image-fault', { case: 'backing', name, message, offset, expected, found })
}

/** A fault of the image itself is told with the image, not once more with its chain. */
export function unreadableClue(
  layers: readonly ChainLayer[],
  state: Extract<ChainState, { readonly kind: 'unreadable' }>,
): Clue | undefined {
  const { name, fault, imageFault } = state
  if (layers.length === 0 || (layers.length === 1 && imageFault !== undefined)) return undefined
  if (imageFault !== undefined) return faultClue(name, imageFault)
  return clue('unreadable', { case: 'backing', name, reason: fault.code, errno: fault.errno })
}
