import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { BackingReference, ImageFlag, ImageSummary } from '../types.ts'
import { qedFeatures, readQedHeader } from './header.ts'
import type { QedDetails, QedFeature, QedHeader } from './types.ts'

/** `QED\0`. */
export const QED_MAGIC = 0x51454400
/** qemu's buffer for it holds a path of Linux. */
const MAX_BACKING_NAME_SIZE = 4095

export interface Qed {
  readonly summary: ImageSummary
  readonly qed: QedDetails
}

/** Reads a QED image's header and the name of its backing file. */
export function readQed(window: HeadWindow): Qed {
  const header = readQedHeader(window)
  const features = qedFeatures(header.features)
  const backing = readBacking(window, header, features)
  const flags: readonly ImageFlag[] = ['dirty']
  const summary = {
    format: 'qed',
    virtualSize: header.imageSize,
    clusterSize: header.clusterSize,
    ...(backing !== undefined && { backing }),
    ...(features.includes('need-check') && { flags }),
  } as const
  return { summary, qed: { header, features } }
}

function readBacking(
  window: HeadWindow,
  { clusterSize, headerClusters }: QedHeader,
  features: readonly QedFeature[],
): BackingReference | undefined {
  if (!features.includes('backing-file')) return undefined
  const cursor = new ByteCursor(window.head, 'qed').seek(56)
  const offset = cursor.u32Le()
  const size = cursor.u32Le()
  const end = clusterSize * headerClusters
  if (offset + size > end) {
    const message = says('QED backing filename offset is invalid')
    const found = says('{{at}} + {{bytes}}', { at: offset, bytes: size })
    throw new FormatError(
      'invalid',
      'qed.backing_name',
      56,
      says('an end up to {{at}}', { at: end }),
      found,
      message,
    )
  }
  const bytes = bytesAt(window, offset, size, 'qed.backing_name', MAX_BACKING_NAME_SIZE)
  const name = new ByteCursor(bytes, 'qed.backing_name', offset).cString(size)
  if (name === '') return undefined
  return features.includes('backing-format-no-probe') ? { name, format: 'raw' } : { name }
}
