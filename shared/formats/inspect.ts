import type { ByteSource } from '../bytes/source.ts'
import { openWindow } from '../bytes/window.ts'
import type { ImageDetails } from './details.ts'
import { inspectQcow2 } from './qcow2/details.ts'
import { readImage } from './read.ts'

const HEAD_SIZE = 4096

/**
 * Everything that the header structures of one image say. Never throws for what a file holds:
 * `summary.fault` is why it cannot be read, `faults` are the others.
 */
export function inspectImage(source: ByteSource): ImageDetails {
  return readImage(openWindow(source, new Uint8Array(HEAD_SIZE)), inspectQcow2)
}
