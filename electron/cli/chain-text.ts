import type { ChainState } from '../../shared/analysis/chain/chain-model.ts'
import { reasonText } from '../../shared/report/text/reason-text.ts'

/** Why a chain is not whole, in qemu's words where it has some; undefined for a whole one. */
export function chainComplaint(state: ChainState): string | undefined {
  switch (state.kind) {
    case 'standalone':
    case 'complete':
      return undefined
    case 'pending':
      return `backing file '${state.name}' was not read yet`
    case 'missing':
      return `could not open backing file '${state.name}': not found (tried ${state.tried.join(', ')})`
    case 'outside':
      return `backing file '${state.name}' lies outside of the opened folders and was not opened (--root DIR allows a folder)`
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
