import { displayText } from '../../../shared/bytes/text.ts'
import { failedLayer } from '../../../shared/formats/disk/failed-layer.ts'
import type { OpenedDisk } from '../../files/opened-disk.ts'

/**
 * The file of the layer at which reading a disk failed; undefined for the image itself, and what is of
 * none.
 */
export function failedFile(
  error: unknown,
  { files }: Pick<OpenedDisk, 'files'>,
): string | undefined {
  const depth = failedLayer(error) ?? 0
  const file = depth === 0 ? undefined : files[depth]
  return file && displayText(file.path)
}
