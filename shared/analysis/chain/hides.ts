import type { ImageSummary } from '../../formats/types.ts'
import type { Chain, ChainState } from './chain-model.ts'
import { describedDisk, NO_FILES } from './described-name.ts'

/**
 * A missing member is missing for certain, unless the header that names it is spoiled; one that cannot be
 * read may stand on anything.
 */
export function hidesItsBase({ state, layers }: Chain): boolean {
  if (state.kind === 'missing') return isSpoiled(layers.at(-1)?.image.fault)
  return state.kind === 'outside' ? layers.length === 0 : hidesFiles(state)
}

/** Whether a header that could be read in part says what its format does not allow. */
export function isSpoiled(fault: ImageSummary['fault']): boolean {
  const { what = '' } = fault ?? {}
  return what.startsWith('header.') && !what.endsWith('_features')
}

/** Whether a name that leads no further, or something that it leads to, may mean any file of the node. */
export function hidesFiles(state: ChainState): boolean {
  switch (state.kind) {
    case 'unreadable':
    case 'too-deep':
      return true
    case 'protocol':
      return !leadsToNoFile(state.protocol, state.name)
    case 'outside':
    case 'refused':
    case 'standalone':
    case 'complete':
    case 'pending':
    case 'missing':
    case 'loop':
      return false
  }
}

function leadsToNoFile(protocol: string, name: string): boolean {
  if (protocol !== 'json') return NO_FILES.has(protocol) || protocol.includes('+')
  // Format drivers may need more than the bytes that they are given.
  const { format, bytes } = describedDisk(name) ?? {}
  const driver = format === undefined || format === 'raw' ? bytes : format
  return driver !== undefined && NO_FILES.has(driver)
}
