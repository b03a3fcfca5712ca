import { baseNameOf } from '../files/paths.ts'
import { protocolOf } from '../files/protocol.ts'

/**
 * The name that qemu would open for a recorded name (block.c, bdrv_make_absolute_filename): a
 * relative one stands beside the overlay *as the overlay was named*; nothing is normalised.
 */
export function fullBackingFilename(overlayPath: string, recorded: string): string {
  if (protocolOf(recorded) !== undefined || recorded.startsWith('/')) return recorded
  return overlayPath.slice(0, overlayPath.lastIndexOf('/') + 1) + recorded
}

/** What a table shows of a recorded name: the file's; of a protocol's, of which no part says enough, all. */
export function shortBackingName(recorded: string): string {
  return protocolOf(recorded) === undefined ? baseNameOf(recorded) : recorded
}
