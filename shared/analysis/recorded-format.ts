import type { ImageFormat } from '../formats/types.ts'
import type { ChainLayer } from './chain-model.ts'

/** Drivers by which qemu takes a file as it stands, whatever its first bytes look like. */
const AS_IT_STANDS: ReadonlySet<string> = new Set(['raw', 'file', 'host_device'])

/** As what a layer is read: raw content is never probed where it is recorded as raw. */
export function formatOf({ recorded, image }: ChainLayer): ImageFormat {
  return recorded?.format !== undefined && AS_IT_STANDS.has(recorded.format) ? 'raw' : image.format
}

/**
 * The format that the image above records for a layer whose content is of another: qemu does not
 * open it, and what another format would show is not the disk.
 */
export function recordedOtherwise(layer: ChainLayer): string | undefined {
  const recorded = layer.recorded?.format
  if (recorded === undefined || AS_IT_STANDS.has(recorded)) return undefined
  return recorded === layer.image.format ? undefined : recorded
}
