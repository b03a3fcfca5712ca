import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { SetupError } from './say.mjs'

/**
 * Throws unless the file has the expected digest.
 * @param {string} file
 * @param {'sha256' | 'sha512'} algorithm
 * @param {'hex' | 'base64'} encoding
 * @param {string} expected
 */
export async function verify(file, algorithm, encoding, expected) {
  const hash = createHash(algorithm)
  await pipeline(createReadStream(file), hash)
  const found = hash.digest(encoding)
  if (found === expected) return
  throw new SetupError(`${file} is not what it should be: ${algorithm} ${found}, not ${expected}`)
}
