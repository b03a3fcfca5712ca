import { encodeText } from '../../shared/bytes/text.ts'
import { hasRawBytes } from '../../shared/files/paths.ts'

/** A path as system calls take it: bytes where the name is not UTF-8, a string everywhere else. */
export type SystemPath = string | Buffer

export function systemPath(path: string): SystemPath {
  return hasRawBytes(path) ? Buffer.from(encodeText(path)) : path
}
