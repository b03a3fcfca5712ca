import { FormatError } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { quote, says } from '../../phrases/phrase.ts'
import type { ParallelsHeader } from './types.ts'

const MAGIC = 0xab234cef23dcea87n

/** The format extension must begin with its magic; what is in it is not needed to read the disk. */
export function checkExtension(window: HeadWindow, { extensionOffset }: ParallelsHeader): void {
  if (extensionOffset === 0n) return
  const found = magicAt(window, extensionOffset * BigInt(SECTOR_SIZE))
  if (found === MAGIC) return
  const expected = `0x${MAGIC.toString(16)}`
  const message = says('Wrong parallels Format Extension magic: {{hex}}, expected: {{hex2}}', {
    ...{ hex: `0x${found.toString(16)}`, hex2: expected },
  })
  throw new FormatError('invalid', 'parallels.ext_off', 56, quote(expected), found, message)
}

/** qemu reads zeros past the end of the file. */
function magicAt(window: HeadWindow, offset: bigint): bigint {
  if (offset + 8n > BigInt(window.source.size)) return 0n
  const bytes = bytesAt(window, Number(offset), 8, 'parallels.extension', 8)
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0, true)
}
