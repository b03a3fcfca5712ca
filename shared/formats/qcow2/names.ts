import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { BackingReference, DataFileReference } from '../types.ts'
import { findExtension } from './extensions.ts'
import { AUTOCLEAR_DATA_FILE_RAW, hasFeature, INCOMPAT_DATA_FILE } from './features.ts'
import { MAX_BACKING_NAME_SIZE } from './limits.ts'
import type { Qcow2Extension, Qcow2Header } from './types.ts'

/**
 * The backing file's name and format as they are recorded; undefined when there is none. Throws
 * `FormatError` for a name over qemu's limit or beyond the first cluster or the file.
 */
export function readBacking(
  window: HeadWindow,
  header: Qcow2Header,
  extensions: readonly Qcow2Extension[],
): BackingReference | undefined {
  if (header.backingFileOffset === 0n) return undefined
  const offset = Number(header.backingFileOffset)
  const size = header.backingFileSize
  const room = Math.min(MAX_BACKING_NAME_SIZE, 2 ** header.clusterBits - offset)
  if (size > room) {
    const message = says('Backing file name too long')
    throw new FormatError(
      'limit',
      'header.backing_file_size',
      16,
      says('at most {{n}}', { n: room }),
      size,
      message,
    )
  }
  const bytes = bytesAt(window, offset, size, 'backing_file_name', MAX_BACKING_NAME_SIZE)
  const name = new ByteCursor(bytes, 'backing_file_name', offset).cString(size)
  // A name without a character is no backing file, as in qemu.
  if (name === '') return undefined
  const format = findExtension(extensions, 'backing-format')?.format
  return format === undefined || format === '' ? { name } : { name, format }
}

/** The external data file; undefined unless the feature bit says that there is one. */
export function readDataFile(
  header: Qcow2Header,
  extensions: readonly Qcow2Extension[],
): DataFileReference | undefined {
  if (!hasFeature(header, INCOMPAT_DATA_FILE)) return undefined
  const raw = (header.autoclearFeatures & AUTOCLEAR_DATA_FILE_RAW) !== 0n
  const name = findExtension(extensions, 'data-file')?.name
  return name === undefined ? { raw } : { name, raw }
}

/** The name of an external data file that is recorded without the feature bit: qemu prints it and opens nothing. */
export function readUnusedDataFile(
  header: Qcow2Header,
  extensions: readonly Qcow2Extension[],
): string | undefined {
  if (hasFeature(header, INCOMPAT_DATA_FILE)) return undefined
  return findExtension(extensions, 'data-file')?.name
}
