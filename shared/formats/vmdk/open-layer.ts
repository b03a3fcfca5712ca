import { FormatError } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { detectFirst } from '../detect.ts'
import { errorOf } from '../disk/fault.ts'
import type { DiskLayer, LayerContext } from '../disk/types.ts'
import { descriptorLayer } from './extent-layers.ts'
import { cowdLayer, sparseLayer } from './layer.ts'
import { readCowdVmdk, readDescriptorVmdk, readSparseVmdk } from './vmdk.ts'

/** A VMDK of any kind as a layer. Throws `FormatError` for a header that cannot be read. */
export function openVmdkLayer(source: ByteSource, context: LayerContext): DiskLayer {
  const window = headWindow(source)
  const kind = detectFirst(window.head)
  const { summary, vmdk } =
    kind === 'vmdk-sparse'
      ? readSparseVmdk(window)
      : kind === 'vmdk-cowd'
        ? readCowdVmdk(window)
        : readDescriptorVmdk(window)
  if (summary.fault !== undefined) throw errorOf(summary.fault)
  if (vmdk.sparse !== undefined) {
    return sparseLayer(source, vmdk.sparse, context.codecs)
  }
  if (vmdk.cowd !== undefined) return cowdLayer(source, vmdk.cowd, context.codecs)
  if (vmdk.descriptor !== undefined) return descriptorLayer(vmdk.descriptor, context)
  throw new FormatError('invalid', 'vmdk', 0, says('an extent or a descriptor'), says('neither'))
}
