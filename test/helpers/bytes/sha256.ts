import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The SHA-256 of some bytes, or of the file at a path. */
export function sha256(of: string | Uint8Array): string {
  const bytes = typeof of === 'string' ? readFileSync(of) : of
  return createHash('sha256').update(bytes).digest('hex')
}
