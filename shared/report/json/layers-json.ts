import type { Chain, ChainLayer, ChainState } from '../../analysis/chain/chain-model.ts'
import { refusedLayer } from '../../analysis/chain/refused-layer.ts'
import { ifCounted } from '../../analysis/sizes/known-allocated.ts'
import type { NodeReport } from '../schema/schema.ts'
import { formatPart } from '../text/format-text.ts'

type Layers = NodeReport['instances'][number]['disks'][number]['layers']
type Layer = NonNullable<Layers>[number]

/** What an image stands on, the nearest first; at the end what the chain names and does not reach. */
export function layersPart(chain: Chain | undefined): Layers {
  if (chain === undefined) return null
  const [, ...below] = chain.layers
  const lost = lostPart(chain)
  const parts = below.map((layer) => layerPart(layer, stateOf(layer, chain)))
  return lost === undefined ? parts : [...parts, lost]
}

/** The last layer may be one whose header tells nothing of what is below; any may be one that QEMU refuses. */
function stateOf(layer: ChainLayer, { layers, state }: Chain): Layer['state'] {
  if (layer === layers.at(-1) && isHeaderUnread(state)) return 'unreadable'
  return refusedLayer({ layers: [layer] }) === undefined ? 'found' : 'unreadable'
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
    ...formatPart(image),
    // What QEMU sees of it: a header in it is not looked at.
    virtualBytes: (recorded?.format === 'raw' ? length : image.virtualSize) ?? null,
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

/** Below what could not be read itself: nobody knows what it names, if anything. */
const untold: Layer = { state: 'unreadable', recorded: null, recordedFormat: null, ...nothing }

/** What was looked for and not found, or not followed. */
function lostPart({ layers, state }: Chain): Layer | undefined {
  const { kind } = state
  const [own, ...below] = layers
  if (kind === 'standalone' || kind === 'complete') return undefined
  // What cannot be looked at itself, and of what its header does not tell, may stand on something.
  if (own === undefined || (isHeaderUnread(state) && below.length === 0)) return untold
  if (isHeaderUnread(state)) return undefined
  const { name, format } = layers.at(-1)?.image.backing ?? {}
  return { state: kind, recorded: name ?? null, recordedFormat: format ?? null, ...nothing }
}
