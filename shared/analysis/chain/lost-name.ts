import type { ChainState } from './chain-model.ts'
import { isLocatable } from './described-name.ts'
import { endsAtHostOwn } from './host-own.ts'

/**
 * The name of what a chain lacks and somebody may point at; one of the host's own files is none to look
 * for.
 */
export function lostName(state: ChainState): string | undefined {
  if (endsAtHostOwn(state)) return undefined
  switch (state.kind) {
    case 'missing':
    case 'outside':
      return state.name
    case 'protocol':
      return isLocatable(state.name) ? state.name : undefined
    default:
      return undefined
  }
}
