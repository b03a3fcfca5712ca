import { ByteCursor } from '../../bytes/cursor.ts'
import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { type ByteSource, readBytes } from '../../bytes/source.ts'
import { type Phrase, says } from '../../phrases/phrase.ts'

const HEADER_SIZE = 79
/** A footer marker, a header and the end of stream, one sector each. */
const FOOTER_SIZE = 3 * SECTOR_SIZE
const MARKER_FOOTER = 3

/**
 * The header in the last sector but one, which a stream has when the place of its grain directory
 * was not known before. Throws `FormatError` when its marker, or the end of the stream, is not there.
 */
export function footerCursor(source: ByteSource, magic: number): ByteCursor {
  const base = source.size - FOOTER_SIZE
  if (base < 0)
    throw badFooter(
      0,
      says('a file of at least three sectors'),
      says('{{bytes}} bytes', { bytes: source.size }),
    )
  const bytes = readBytes(source, base, FOOTER_SIZE, 'vmdk.footer', FOOTER_SIZE)
  const cursor = new ByteCursor(bytes, 'vmdk.footer', base)
  const isMarked = cursor.seek(8).u32Le() === 0 && cursor.u32Le() === MARKER_FOOTER
  if (!isMarked) throw badFooter(base, says('the marker of a footer'), says('another'))
  if (cursor.seek(SECTOR_SIZE).u32Be() !== magic) {
    throw badFooter(base + SECTOR_SIZE, says('the magic of a header'), says('another'))
  }
  const isEnd = cursor.seek(2 * SECTOR_SIZE).u64Le() === 0n && cursor.u64Le() === 0n
  if (!isEnd)
    throw badFooter(base + 2 * SECTOR_SIZE, says('the end of the stream'), says('another marker'))
  const header = bytes.subarray(SECTOR_SIZE, SECTOR_SIZE + HEADER_SIZE)
  return new ByteCursor(header, 'vmdk.footer', base + SECTOR_SIZE)
}

function badFooter(offset: number, expected: Phrase, found: Phrase): FormatError {
  return new FormatError('invalid', 'vmdk.footer', offset, expected, found, says('Invalid footer'))
}
