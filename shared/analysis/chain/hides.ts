import type { ImageSummary } from '../../formats/types.ts'
import type { Chain, ChainState } from './chain-model.ts'

/** Images on other machines and devices: whatever they are, they are no file of this node. */
const NO_FILES: ReadonlySet<string> = new Set([
  'host_device',
  'host_cdrom',
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
  const driver = driverOf(name.slice('json:'.length))
  return driver !== undefined && NO_FILES.has(driver)
}

/** The driver by which the bytes of a `json:` name are had, where that is told; format drivers may need more. */
function driverOf(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? driverIn(value) : undefined
  } catch {
    return undefined
  }
}

function driverIn(value: object): string | undefined {
  const { driver, file } = value as { readonly driver?: unknown; readonly file?: unknown }
  const isRaw = driver === 'raw' && typeof file === 'object' && file !== null
  const found = isRaw ? (file as { readonly driver?: unknown }).driver : driver
  return typeof found === 'string' ? found : undefined
}
