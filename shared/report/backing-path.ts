/** Whether qemu takes the text before the first `:` for a protocol (block.c, path_has_protocol). */
export function hasProtocol(name: string): boolean {
  return name.search(/[:/]/) >= 0 && name[name.search(/[:/]/)] === ':'
}

/**
 * The name that qemu would open for a recorded name (block.c, bdrv_make_absolute_filename): a
 * relative one stands beside the overlay *as the overlay was named*; nothing is normalised.
 */
export function fullBackingFilename(overlayPath: string, recorded: string): string {
  if (hasProtocol(recorded) || recorded.startsWith('/')) return recorded
  return overlayPath.slice(0, overlayPath.lastIndexOf('/') + 1) + recorded
}
