import type { BackingReference } from '../../formats/types.ts'
import type { ChainLayer, ChainState } from './chain-model.ts'

/** What an image stands on, from the layer directly below it to the last. */
export interface Below {
  readonly layers: readonly ChainLayer[]
  /** The keys of the layers, by which one image is known under two names. */
  readonly keys: readonly string[]
  readonly state: ChainState
}

/** Names that are remembered; a node has a few hundred bases. */
const REMEMBERED = 4096

/**
 * What absolute backing names lead to. Thousands of overlays record one, and wherever they lie it is
 * the same image to all of them, as long as they were opened with one folder. Only whole chains are
 * kept: what is missing may come yet.
 */
export class KnownChains {
  readonly #byName = new Map<
    string,
    { readonly backing: BackingReference; readonly below: Below }
  >()

  below(backing: BackingReference): Below | undefined {
    const known = this.#byName.get(backing.name)
    return known !== undefined && isSame(known.backing, backing) ? known.below : undefined
  }

  remember(backing: BackingReference, below: Below): void {
    if (!backing.name.startsWith('/') || below.state.kind !== 'complete') return
    if (this.#byName.size >= REMEMBERED) this.#byName.clear()
    this.#byName.set(backing.name, { backing, below })
  }
}

/** A format that is declared decides on what is read below. */
function isSame(one: BackingReference, other: BackingReference): boolean {
  return one === other || (one.format === other.format && one.identity === other.identity)
}
