import { FormatError } from '../bytes/errors.ts'
import type { ByteSource } from '../bytes/source.ts'
import { quote, says } from '../phrases/phrase.ts'
import type { DiskLayer, LayerContext } from './disk/types.ts'
import { openLuksLayer } from './luks/layer.ts'
import { openParallelsLayer } from './parallels/layer.ts'
import { openQcowLayer } from './qcow/layer.ts'
import { openQcow2Layer } from './qcow2/open-layer.ts'
import { openQedLayer } from './qed/layer.ts'
import { rawLayer } from './raw/layer.ts'
import type { ImageFormat } from './types.ts'
import { openVdiLayer } from './vdi/layer.ts'
import { openVhdxLayer } from './vhdx/layer.ts'
import { openVmdkLayer } from './vmdk/open-layer.ts'
import { openVpcLayer } from './vpc/layer.ts'

/**
 * An image as a layer of the guest's disk. Throws `FormatError`: what its header is refused for, and
 * `unsupported` for a format whose guest data cannot be read here.
 */
export function openLayer(
  source: ByteSource,
  format: ImageFormat,
  context: LayerContext,
): DiskLayer {
  switch (format) {
    case 'qcow2':
      return openQcow2Layer(source, context)
    case 'qcow':
      return openQcowLayer(source, context)
    case 'qed':
      return openQedLayer(source)
    case 'vhdx':
      return openVhdxLayer(source)
    case 'parallels':
      return openParallelsLayer(source)
    case 'luks':
      return openLuksLayer(source)
    case 'raw':
    case 'iso':
    case 'gpt':
    case 'mbr':
      return rawLayer(source)
    case 'vmdk':
      return openVmdkLayer(source, context)
    case 'vdi':
      return openVdiLayer(source)
    case 'vpc':
      return openVpcLayer(source)
    default:
      throw unreadable(format)
  }
}

function unreadable(format: ImageFormat): FormatError {
  const message = says("The guest's disk in a {{name}} image cannot be read here", { name: format })
  return new FormatError(
    'unsupported',
    'format',
    0,
    says('a format with a reader'),
    quote(format),
    message,
  )
}
