import { says } from '../../phrases/phrase.ts'
import { fault } from './bitmaps-fault.ts'
import { MAX_BITMAP_DIRECTORY_SIZE, MAX_BITMAPS } from './limits.ts'
import type { BitmapsPointer, Qcow2Header } from './types.ts'

/** qemu's checks of the bitmaps extension (block/qcow2.c, qcow2_read_extensions), in its words. */
export function checkBitmapsPointer(
  pointer: BitmapsPointer,
  reserved: number,
  base: number,
  header: Qcow2Header,
): void {
  if (reserved !== 0) {
    fault('invalid', base + 4, 0, reserved, says('bitmaps_ext: Reserved field is not zero'))
  }
  const { count } = pointer
  if (count > MAX_BITMAPS) {
    const message = says(
      'bitmaps_ext: Image has {{n}} bitmaps, exceeding the QEMU supported maximum of {{n2}}',
      { n: count, n2: MAX_BITMAPS },
    )
    fault('limit', base, says('at most {{n}}', { n: MAX_BITMAPS }), count, message)
  }
  if (count === 0)
    fault(
      'invalid',
      base,
      says('at least {{n}}', { n: 1 }),
      0,
      says('found bitmaps extension with zero bitmaps'),
    )
  checkDirectory(pointer, base, header)
}

/** Where the directory is, and how large. */
function checkDirectory(
  { directoryOffset, directorySize }: BitmapsPointer,
  base: number,
  { clusterBits }: Qcow2Header,
): void {
  const clusterSize = BigInt(2 ** clusterBits)
  if (directoryOffset % clusterSize !== 0n) {
    const message = says('bitmaps_ext: invalid bitmap directory offset')
    fault(
      'invalid',
      base + 16,
      says('a multiple of {{n}}', { n: clusterSize }),
      directoryOffset,
      message,
    )
  }
  if (directorySize > BigInt(MAX_BITMAP_DIRECTORY_SIZE)) {
    const message = says(
      'bitmaps_ext: bitmap directory size ({{n}}) exceeds the maximum supported size ({{n2}})',
      { n: directorySize, n2: MAX_BITMAP_DIRECTORY_SIZE },
    )
    fault(
      'limit',
      base + 8,
      says('at most {{n}}', { n: MAX_BITMAP_DIRECTORY_SIZE }),
      directorySize,
      message,
    )
  }
}
