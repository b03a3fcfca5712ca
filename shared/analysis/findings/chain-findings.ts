import { baseNameOf } from '../../files/paths.ts'
import { clue } from '../../findings/finding.ts'
import type { Clue } from '../../findings/types.ts'
import { formatsAgree, isPlainToQemu } from '../../formats/formats-agree.ts'
import { probedFormat } from '../../formats/names.ts'
import { isHostOwn } from '../../formats/verdict/reach.ts'
import { says } from '../../phrases/phrase.ts'
import type { Chain, ChainLayer, ChainState } from '../chain/chain-model.ts'
import { isAsItStands } from '../chain/recorded-format.ts'
import type { Address } from '../places/address.ts'
import { declaredClue } from './declared-findings.ts'
import { refusedClue, unreadableClue } from './layer-fault.ts'

/** What an image is, whose chain is looked at. */
export interface ChainUse {
  /** It is a disk of an instance, which stands on one base. */
  readonly ofNova: boolean
  /** It was opened by itself, which grants nothing beside it. */
  readonly alone: boolean
  /** A disk of the instance stands on it: how the chain ends is told of that. */
  readonly isLayer?: boolean
  /** An image of its folder stands on it: how deep the chain is is told of that. */
  readonly isBelow?: boolean
  /** Whether a layer is scanned itself, so that it is told there that it is too small; else it is told here. */
  readonly isTold?: (layer: ChainLayer) => boolean
  /** Whether the scan was denied a file, so that it is told there and of nothing that stands on it. */
  readonly isDenied?: (path: Address) => boolean
  /** Whether a block device is where a base would be. */
  readonly isDevice?: (path: Address) => boolean
}

/** A disk of Nova and its base. */
const NOVA_DEPTH = 2

/** What is wrong with the chain of an image: how it ends and what its layers declare. */
export function chainClues(
  chain: Chain,
  {
    ofNova,
    alone,
    isLayer = false,
    isBelow = isLayer,
    isTold = () => false,
    isDenied = () => false,
    isDevice = () => false,
  }: ChainUse,
): readonly Clue[] {
  const { layers, state } = chain
  // What is below may still come, and with it what there is to say.
  if (state.kind === 'pending') return NONE
  const whole = state.kind === 'standalone' || state.kind === 'complete'
  if (whole && layers.length === 1) return NONE
  const found: Clue[] = []
  const end = isLayer || endsDenied(chain, isDenied) ? undefined : endClue(chain, alone, isDevice)
  if (end !== undefined) found.push(end)
  if (ofNova && !isBelow && whole && layers.length > NOVA_DEPTH) {
    const chain = layers.map(({ path }) => baseNameOf(path))
    found.push(clue('chain-too-deep', { case: 'nova', layers: layers.length, chain }, 'info'))
  }
  const open = unprobedClue(chain)
  if (open !== undefined) found.push(open)
  for (const [at, layer] of layers.slice(1).entries()) {
    const above = layers[at]
    if (above === undefined) continue
    if (at === 0 || !isTold(above)) pushSizeClue(found, above, layer)
    pushLayerClues(found, above, layer)
  }
  return found
}

const NONE: readonly Clue[] = []

/** A base that may not be read is one problem, not one of each disk on it. */
function endsDenied({ state }: Chain, isDenied: (path: Address) => boolean): boolean {
  const { kind } = state
  return kind === 'unreadable' && state.fault.code === 'permission' && isDenied(state.fault.path)
}

function pushLayerClues(found: Clue[], above: ChainLayer, layer: ChainLayer): void {
  const declared = layer.recorded?.format
  if (declared !== undefined && !formatsAgree(declared, layer.image)) {
    found.push(declaredClue('backing', declared, layer.image, undefined, layer.recorded?.name))
  }
  const changed = changedClue(above, layer)
  if (changed !== undefined) found.push(changed)
}

function pushSizeClue(found: Clue[], above: ChainLayer, layer: ChainLayer): void {
  const virtual = above.image.virtualSize
  const below = sizeAsDeclared(layer)
  if (virtual === undefined || below === undefined || virtual >= below) return
  const sizes = { virtual, below, name: layer.recorded?.name ?? '' }
  const of = above.recorded === undefined ? {} : { case: 'layer', layer: above.recorded.name }
  found.push(clue('overlay-smaller-than-base', { ...sizes, ...of }))
}

/** A layer that has another id than the one above was made on. */
function changedClue(above: ChainLayer, layer: ChainLayer): Clue | undefined {
  const expected = above.image.backing?.identity
  const found = layer.image.identity ?? says('none')
  if (expected === undefined || found === expected) return undefined
  return clue('backing-changed', { name: layer.recorded?.name ?? '', expected, found })
}

/** What is declared raw is as long as its file, whatever a header in it says. */
function sizeAsDeclared(layer: ChainLayer): number | undefined {
  return isAsItStands(layer) ? layer.length : layer.image.virtualSize
}

function endClue(
  { layers, state }: Chain,
  alone: boolean,
  isDevice: (path: Address) => boolean,
): Clue | undefined {
  switch (state.kind) {
    case 'standalone':
    case 'complete':
      return refusedClue(layers)
    case 'pending':
      return undefined
    case 'missing':
      return missingClue(state)
    case 'outside':
      return outsideClue(state, alone)
    case 'refused':
      return hostOwnClue(state.name)
    case 'protocol':
      return clue('backing-protocol', { name: state.name, protocol: state.protocol })
    case 'loop':
      return clue('backing-loop', { name: state.name })
    case 'too-deep':
      return clue('chain-too-deep', { case: 'limit', layers: state.limit })
    case 'unreadable':
      return isDevice(state.fault.path)
        ? clue('special-file', { case: 'backing-block', name: state.name }, 'warning')
        : unreadableClue(layers, state)
  }
}

function missingClue({
  name,
  tried,
  isFolder,
}: Extract<ChainState, { readonly kind: 'missing' }>): Clue {
  const found = isFolder === true ? { case: 'folder' } : {}
  return clue('missing-backing-file', { ...found, name, tried })
}

function hostOwnClue(name: string): Clue {
  return clue('backing-no-base', { case: 'host', name }, 'high')
}

/** Beside an image that was opened by itself nothing was granted; its base lies there, unless the name is hostile. */
function outsideClue(
  { name, target }: Extract<ChainState, { readonly kind: 'outside' }>,
  alone: boolean,
): Clue {
  if (!alone) return clue('backing-outside-root', { name, target })
  // Opening more would not have it read.
  if (isHostOwn(name) || isHostOwn(target)) return hostOwnClue(name)
  return clue('backing-not-granted', { name, target })
}

/** An overlay that does not say how to read its base leaves it to what a guest may have written there. */
function unprobedClue(chain: Chain): Clue | undefined {
  const overlay = chain.layers[0]?.image
  const top = overlay?.backing
  if (overlay === undefined || top === undefined || top.name === '' || top.format !== undefined)
    return undefined
  // Of a damaged header nobody knows whether it records one, and QEMU does not open the image.
  if (overlay.fault !== undefined) return undefined
  const below = chain.layers[1]?.image
  // Whatever lies in raw data, qemu is to take it for raw.
  const format = below && { format: isPlainToQemu(below) ? 'raw' : probedFormat(below) }
  return clue('backing-format-missing', { name: top.name, ...format, overlay: overlay.format })
}
