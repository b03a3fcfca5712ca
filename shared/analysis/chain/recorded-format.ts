import type { ImageFormat } from '../../formats/types.ts'
import type { ChainLayer } from './chain-model.ts'

/** Drivers by which qemu takes a file as it stands; that of devices takes no file. */
const AS_IT_STANDS: ReadonlySet<string> = new Set(['raw', 'file'])

/** Whether qemu reads a layer as it stands, whatever its first bytes look like: nothing is below it. */
export function isAsItStands({ recorded }: Pick<ChainLayer, 'recorded'>): boolean {
  return recorded?.format !== undefined && AS_IT_STANDS.has(recorded.format)
}

/** As what a layer is read: raw content is never probed where it is recorded as raw. */
export function formatOf(layer: ChainLayer): ImageFormat {
  return isAsItStands(layer) ? 'raw' : layer.image.format
}

/**
 * The format that the image above records for a layer whose content is of another: qemu does not
 * open it, and what another format would show is not the disk.
 */
export function recordedOtherwise(layer: ChainLayer): string | undefined {
  const recorded = layer.recorded?.format
  if (recorded === undefined || isAsItStands(layer)) return undefined
  return recorded === layer.image.format ? undefined : recorded
}
