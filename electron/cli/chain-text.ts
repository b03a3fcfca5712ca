import type { ChainState } from '../../shared/analysis/chain/chain-model.ts'
import { reasonText } from '../../shared/report/text/reason-text.ts'
import { type GivenImage, rootHint } from './root-hint.ts'

/**
 * Why the chain of an image is not whole, in qemu's words where it has some; undefined for a whole one.
 * `given` is the real path of `--root`.
 */
export function chainComplaint(
  state: ChainState,
  image: GivenImage,
  given?: string,
): string | undefined {
  const hint = rootHint(image, state, given)
  return hint === undefined ? complaint(state) : `${complaint(state)} (${hint})`
}

function complaint(state: ChainState): string | undefined {
  switch (state.kind) {
    case 'standalone':
    case 'complete':
      return undefined
    case 'pending':
      return `backing file '${state.name}' was not read yet`
    case 'missing':
      return `could not open backing file '${state.name}': not found (tried ${state.tried.join(', ')})`
    case 'outside':
      return `backing file '${state.name}' lies outside of the opened folders and was not opened`
    case 'protocol':
      return `backing file '${state.name}' is named by the protocol '${state.protocol}', which is never followed`
    case 'loop':
      return `backing file '${state.name}' creates an infinite loop`
    case 'too-deep':
      return `the backing chain has more than ${state.limit} layers`
    case 'unreadable':
      return `could not open '${state.name}': ${state.imageFault?.message ?? reasonText(state.fault.code, state.fault.errno)}`
  }
}
