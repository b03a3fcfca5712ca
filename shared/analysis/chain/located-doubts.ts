import { baseNameOf } from '../../files/paths.ts'
import { formatsAgree } from '../../formats/formats-agree.ts'
import type { Chain, ChainLayer } from './chain-model.ts'
import { fileNameIn } from './described-name.ts'

/** What of a file that somebody pointed at is not as the layer above records it. Sizes in bytes. */
export type LocatedDoubt =
  | {
      readonly kind: 'name' | 'format' | 'identity'
      readonly recorded: string
      readonly found: string
    }
  | { readonly kind: 'size'; readonly recorded: number; readonly found: number }

/** A file that somebody pointed at, and why it may be another than was meant. */
export interface LocatedLayer {
  /** As it is recorded above: what it was chosen for. */
  readonly name: string
  readonly layer: ChainLayer
  readonly doubts: readonly LocatedDoubt[]
}

/** The layers of a chain that are there because somebody pointed at them. */
export function locatedLayers({ layers }: Chain): readonly LocatedLayer[] {
  return layers.flatMap((layer, at) => {
    const above = layers[at - 1]
    const { recorded } = layer
    if (above === undefined || recorded?.rule !== 'located') return []
    return [{ name: recorded.name, layer, doubts: doubtsOf(above, layer, recorded) }]
  })
}

/**
 * Whether a chain runs in a circle because of the file that was pointed at for `name`: it leads to a layer
 * above. One that runs in a circle by itself does so without being pointed at.
 */
export function makesCircle({ layers, state }: Chain, name: string): boolean {
  if (state.kind !== 'loop') return false
  const isAt = ({ recorded }: ChainLayer) => recorded?.rule === 'located' && recorded.name === name
  const to = layers.findIndex(({ path }) => path === state.path)
  return state.name === name || layers.slice(to + 1).some(isAt)
}

function doubtsOf(
  above: ChainLayer,
  { displayPath, image, length }: ChainLayer,
  { name, format }: NonNullable<ChainLayer['recorded']>,
): readonly LocatedDoubt[] {
  const doubts: LocatedDoubt[] = []
  const [meant, found] = [fileNameIn(name), baseNameOf(displayPath)]
  if (meant !== undefined && meant !== found) doubts.push({ kind: 'name', recorded: meant, found })
  if (format !== undefined && !formatsAgree(format, image)) {
    doubts.push({ kind: 'format', recorded: format, found: image.format })
  }
  const identity = above.image.backing?.identity
  if (identity !== undefined && image.identity !== identity) {
    doubts.push({ kind: 'identity', recorded: identity, found: image.identity ?? '–' })
  }
  // An overlay is made as large as its base, or larger. What is declared raw is as long as its file.
  const [upper, lower] = [above.image.virtualSize, format === 'raw' ? length : image.virtualSize]
  if (upper !== undefined && lower !== undefined && lower > upper) {
    doubts.push({ kind: 'size', recorded: upper, found: lower })
  }
  return doubts
}
