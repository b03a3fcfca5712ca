import type { Chain, ChainState } from './chain-model.ts'

/** Images on other machines: whatever they are, they are no file of this node. */
const NETWORK: ReadonlySet<string> = new Set([
  'nbd',
  'rbd',
  'http',
  'https',
  'ftp',
  'ftps',
  'iscsi',
  'ssh',
  'gluster',
  'sheepdog',
  'nfs',
])

/** A missing member is missing for certain; one that cannot be read may stand on anything. */
export function hidesItsBase({ state, layers }: Chain): boolean {
  return state.kind === 'outside' ? layers.length === 0 : hidesFiles(state)
}

/** Whether a name that leads no further, or something that it leads to, may mean any file of the node. */
export function hidesFiles(state: ChainState): boolean {
  switch (state.kind) {
    case 'unreadable':
    case 'too-deep':
      return true
    case 'protocol':
      return !NETWORK.has(state.protocol) && !state.protocol.includes('+')
    case 'outside':
    case 'standalone':
    case 'complete':
    case 'pending':
    case 'missing':
    case 'loop':
      return false
  }
}
