import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, FormatError } from '../../bytes/errors.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { FEATURE_NAMES, readExtensionData } from './extension-data.ts'
import { INCOMPAT_KNOWN } from './features.ts'
import { MAX_CLUSTER_BITS } from './limits.ts'
import type { Qcow2Extension, Qcow2Header } from './types.ts'

const END = 0x00000000

/** Bytes of type and length before the data of each extension. */
const EXTENSION_HEADER = 8
const LARGEST = 2 ** MAX_CLUSTER_BITS

/**
 * A scan passes over feature names, unless there is an unknown feature to be named. For a check qemu opens
 * an image without a refcount table too: its check can make a new one.
 */
export type ReadPurpose = 'scan' | 'details' | 'check'

export interface Extensions {
  readonly extensions: readonly Qcow2Extension[]
  /** Why the walk ended before the end of the area. What was read before it is kept. */
  readonly fault?: Fault
}

/**
 * Walks the extension area: from the header's end to the backing file name, else to the end of the
 * first cluster (qcow2.rst, Header extensions). `header` must have passed the check of its cluster
 * size and header length. A file that ends at an extension's beginning ends the area, as in qemu,
 * which reads zeros there.
 */
export function readExtensions(
  window: HeadWindow,
  header: Qcow2Header,
  purpose: ReadPurpose,
): Extensions {
  const extensions: Qcow2Extension[] = []
  const end = extensionEnd(header)
  const skipped = purpose === 'scan' && !hasUnknownFeature(header) ? FEATURE_NAMES : undefined
  try {
    for (let at = header.headerLength; at < end && at < window.source.size; ) {
      const { type, length } = readPlace(window, at, end)
      if (type === END) break
      if (type !== skipped) extensions.push(readExtension(window, header, type, at, length))
      at += EXTENSION_HEADER + Math.ceil(length / 8) * 8
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return { extensions, fault: error.fault }
  }
  return { extensions }
}

function extensionEnd({ backingFileOffset, clusterBits }: Qcow2Header): number {
  return backingFileOffset === 0n ? 2 ** clusterBits : Number(backingFileOffset)
}

function hasUnknownFeature({ incompatibleFeatures }: Qcow2Header): boolean {
  return incompatibleFeatures !== 0n && (incompatibleFeatures & ~INCOMPAT_KNOWN) !== 0n
}

/** Type and length of the extension at `at`; `end` is where the area ends. */
function readPlace(window: HeadWindow, at: number, end: number): { type: number; length: number } {
  const bytes = bytesAt(window, at, EXTENSION_HEADER, 'extension', EXTENSION_HEADER)
  const cursor = new ByteCursor(bytes, 'extension', at)
  const type = cursor.u32Be()
  const length = cursor.u32Be()
  const room = end - at - EXTENSION_HEADER
  if (length > room || room < 0) {
    const message = says('Header extension too large')
    throw new FormatError(
      'invalid',
      'extension.length',
      at + 4,
      says('at most {{n}}', { n: room }),
      length,
      message,
    )
  }
  return { type, length }
}

function readExtension(
  window: HeadWindow,
  header: Qcow2Header,
  type: number,
  offset: number,
  length: number,
): Qcow2Extension {
  const base = offset + EXTENSION_HEADER
  const data = bytesAt(window, base, length, 'extension.data', LARGEST)
  return { type, offset, length, ...readExtensionData(type, data, base, header) }
}

/** The extension of one kind; the last one where a broken image has several, as in qemu. */
export function findExtension<K extends Qcow2Extension['kind']>(
  extensions: readonly Qcow2Extension[],
  kind: K,
): Extract<Qcow2Extension, { kind: K }> | undefined {
  return extensions.findLast(
    (extension): extension is Extract<Qcow2Extension, { kind: K }> => extension.kind === kind,
  )
}
