import { realpathSync } from 'node:fs'
import { decodeText, encodeText } from '../../shared/bytes/text.ts'
import { hasRawBytes } from '../../shared/files/paths.ts'

/** A path as system calls take it: bytes where the name is not UTF-8, a string everywhere else. */
export type SystemPath = string | Buffer

export function systemPath(path: string): SystemPath {
  return hasRawBytes(path) ? Buffer.from(encodeText(path)) : path
}

/** Where a path leads, after symlinks. Throws the system's error. */
export function realPathOf(path: string): string {
  return decodeText(realpathSync.native(systemPath(path), 'buffer'))
}
