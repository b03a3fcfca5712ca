import { FormatError } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { errorOf } from '../disk/fault.ts'
import type { DiskLayer } from '../disk/types.ts'
import { readLuks } from './luks.ts'

/**
 * A LUKS volume as a layer: all that follows its header is data, of which nobody sees anything
 * without a key. Throws `FormatError` for what its header is refused for.
 */
export function openLuksLayer(source: ByteSource): DiskLayer {
  const { summary } = readLuks(headWindow(source))
  if (summary.fault !== undefined) throw errorOf(summary.fault)
  return {
    size: summary.virtualSize ?? 0,
    // Encryption leaves no run of zeros: what takes no space was never written, and is no zero.
    holesKnown: true,
    // Where encrypted bytes are is not where the guest's are.
    extents: (start, length) => (length > 0 ? [{ start, length, kind: 'data' }] : []),
    read() {
      const message = says(
        'The guest data is encrypted; its size and header can be read without the key',
      )
      throw new FormatError('encrypted', 'luks', 0, says('no encryption'), says('one'), message)
    },
  }
}
