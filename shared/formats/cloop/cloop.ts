import { ByteCursor } from '../../bytes/cursor.ts'
import { type Refuse, refusalIn } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { decodeText } from '../../bytes/text.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import type { ImageSummary } from '../types.ts'
import { CLOOP_OFFSET_BYTES, checkCloopOffsets } from './offsets.ts'

const MAGIC =
  '#!/bin/sh\n#V2.0 Format\nmodprobe cloop file=$0 && mount -r -t iso9660 /dev/cloop $1\n'
export const CLOOP_MAGIC_BYTES = MAGIC.length
const BLOCK_SIZE_AT = 128
const MAX_BLOCK_SIZE = 64 * 2 ** 20
const MAX_OFFSET_BYTES = 512 * 2 ** 20
const fail: Refuse = refusalIn('cloop')

/** Whether the bytes begin a compressed loop image: the whole script is the magic (block/cloop.c, `cloop_probe`). */
export function isCloop(bytes: Uint8Array): boolean {
  return decodeText(bytes.subarray(0, MAGIC.length)) === MAGIC
}

/**
 * The disk's size, and what qemu refuses the image for, in its order and words (`cloop_open`). Of the blocks only
 * where they lie is looked at: nobody reads them here.
 */
export function readCloop(window: HeadWindow): { readonly summary: ImageSummary } {
  const bytes = bytesAt(window, BLOCK_SIZE_AT, 8, 'cloop.header', 8)
  const cursor = new ByteCursor(bytes, 'cloop.header', BLOCK_SIZE_AT)
  const blockSize = cursor.u32Be()
  const blocks = cursor.u32Be()
  checkBlockSize(blockSize)
  if ((blocks + 1) * CLOOP_OFFSET_BYTES > MAX_OFFSET_BYTES) {
    const message = says('image requires too many offsets, try increasing block size')
    fail(
      'n_blocks',
      132,
      says('at most {{n}}', { n: MAX_OFFSET_BYTES / CLOOP_OFFSET_BYTES - 1 }),
      blocks,
      message,
    )
  }
  checkCloopOffsets(window.source, blocks)
  return { summary: { format: 'cloop', virtualSize: blocks * blockSize } }
}

function checkBlockSize(size: number): void {
  if (size === 0) {
    fail(
      'block_size',
      128,
      says('at least {{n}}', { n: SECTOR_SIZE }),
      size,
      says('block_size cannot be zero'),
    )
  }
  if (size % SECTOR_SIZE !== 0) {
    const message = says('block_size {{n}} must be a multiple of 512', { n: size })
    fail('block_size', 128, says('a multiple of {{n}}', { n: SECTOR_SIZE }), size, message)
  }
  if (size > MAX_BLOCK_SIZE) {
    const message = says('block_size {{n}} must be 64 MB or less', { n: size })
    fail('block_size', 128, says('at most {{n}}', { n: MAX_BLOCK_SIZE }), size, message)
  }
}
