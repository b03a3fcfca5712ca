import type { Chain, ChainLayer, ChainState } from '../../analysis/chain/chain-model.ts'
import { ifCounted } from '../../analysis/sizes/known-allocated.ts'
import type { NodeReport } from '../schema/schema.ts'
import { formatPart } from '../text/format-text.ts'

type Layers = NodeReport['instances'][number]['disks'][number]['layers']
type Layer = NonNullable<Layers>[number]

/** What an image stands on, the nearest first; at the end what the chain names and does not reach. */
export function layersPart(chain: Chain | undefined): Layers {
  if (chain === undefined) return null
  const { layers, state } = chain
  const [, ...below] = layers
  const lost = lostPart(state, layers.at(-1))
  const parts = below.map((layer) => layerPart(layer, stateOf(layer, chain)))
  return lost === undefined ? parts : [...parts, lost]
}

/** The last layer may be one whose header tells nothing of what is below. */
function stateOf(layer: ChainLayer, { layers, state }: Chain): Layer['state'] {
  return layer === layers.at(-1) && isHeaderUnread(state) ? 'unreadable' : 'found'
}

function isHeaderUnread(state: ChainState): boolean {
  return state.kind === 'unreadable' && state.imageFault !== undefined
}

function layerPart(layer: ChainLayer, state: Layer['state']): Layer {
  const { path, recorded, image, length, allocated, allocatedFrom = 'blocks' } = layer
  return {
    state,
    recorded: recorded?.name ?? null,
    recordedFormat: recorded?.format ?? null,
    foundBy: recorded?.rule ?? null,
    path,
    ...formatPart(image.format),
    virtualBytes: image.virtualSize ?? null,
    lengthBytes: length,
    allocatedBytes: ifCounted([layer], allocated) ?? null,
    allocatedFrom,
  }
}

const nothing = {
  foundBy: null,
  path: null,
  format: null,
  content: null,
  virtualBytes: null,
  lengthBytes: null,
  allocatedBytes: null,
  allocatedFrom: 'unknown',
} as const

/** What was looked for and not found, or not followed. */
function lostPart(state: ChainState, last: ChainLayer | undefined): Layer | undefined {
  const { kind } = state
  // What cannot be looked at itself has no layers, and nobody knows what it names.
  if (kind === 'standalone' || kind === 'complete' || last === undefined) return undefined
  if (isHeaderUnread(state)) return undefined
  const { name, format } = last.image.backing ?? {}
  return { state: kind, recorded: name ?? null, recordedFormat: format ?? null, ...nothing }
}
