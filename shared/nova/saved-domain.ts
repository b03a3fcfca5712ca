import { ByteCursor } from '../bytes/cursor.ts'
import { FormatError } from '../bytes/errors.ts'
import { type ByteSource, fillBytes, readBytes } from '../bytes/source.ts'
import { quote, says } from '../phrases/phrase.ts'
import { MAX_XML_BYTES } from './xml.ts'

/** In messages. */
const WHAT = 'managed save'
/** What it begins with: as a whole, and while it is still written (libvirt: src/qemu/qemu_saveimage.h). */
const MAGIC = ['LibvirtQemudSave', 'LibvirtQemudPart']
/** Magic, version, length of what follows, three more fields and room: 32 bits each, in the host's order. */
const HEADER_BYTES = 16 + 19 * 4
/** libvirt is at 2. A number in the other order of bytes is far above. */
const MAX_VERSION = 0xffff

/**
 * The domain XML in a file to which libvirt saved a guest's memory; Nova suspends an instance so. Of the
 * rest, which is as large as the memory, nothing is read. Throws `FormatError`.
 */
export function savedDomainXml(file: ByteSource): string {
  const cursor = new ByteCursor(fillBytes(file, 0, new Uint8Array(HEADER_BYTES), WHAT), WHAT)
  const magic = cursor.text(16)
  if (!MAGIC.includes(magic)) {
    throw new FormatError('invalid', `${WHAT}.magic`, 0, quote(MAGIC[0] ?? ''), says('other bytes'))
  }
  const isLittle = cursor.u32Le() <= MAX_VERSION
  const length = isLittle ? cursor.u32Le() : cursor.u32Be()
  return textUpToNul(file, length)
}

/** Behind the text there is a NUL, and room for as much again that an edit may add, or a cookie. */
function textUpToNul(file: ByteSource, length: number): string {
  if (HEADER_BYTES + length > file.size) {
    throw new FormatError(
      'truncated',
      WHAT,
      HEADER_BYTES,
      says('{{bytes}} bytes', { bytes: length }),
      file.size,
    )
  }
  for (let size = MOSTLY_ENOUGH; ; size *= 4) {
    const wanted = Math.min(length, size, LONGEST)
    const bytes = readBytes(file, HEADER_BYTES, wanted, WHAT, LONGEST)
    if (bytes.includes(0) || wanted === length) {
      return new ByteCursor(bytes, WHAT, HEADER_BYTES).cString(wanted)
    }
    if (wanted === LONGEST) {
      throw new FormatError(
        'limit',
        WHAT,
        HEADER_BYTES,
        says('at most {{bytes}} bytes', { bytes: MAX_XML_BYTES }),
        says('more'),
      )
    }
  }
}

/** Bytes: an XML is some 10 KiB, and what is told as its length mostly a whole MiB. */
const MOSTLY_ENOUGH = 64 * 1024

/** Bytes: with the NUL. */
const LONGEST = MAX_XML_BYTES + 1
