import { realpath } from 'node:fs/promises'
import { decodeText } from '../../shared/bytes/text.ts'
import { systemPath } from '../files/system-path.ts'

/** Where a path leads, after symlinks, asked for without blocking. Rejects with the system's error. */
export async function realPathAsync(path: string): Promise<string> {
  return decodeText(await realpath(systemPath(path), 'buffer'))
}
