import { type Phrase, quote, says } from '../../phrases/phrase.ts'

/** What zlib says of a damaged stream. */
const OF_ZLIB = [
  'unexpected end of file',
  'invalid distance too far back',
  'invalid stored block lengths',
  'invalid block type',
  'invalid code lengths set',
  'invalid bit length repeat',
  'invalid literal/lengths set',
  'invalid distances set',
  'invalid literal/length code',
  'invalid distance code',
  'invalid code -- missing end-of-block',
  'too many length or distance symbols',
  'incorrect header check',
  'incorrect data check',
  'unknown compression method',
  'invalid window size',
] as const

/** What a codec found in bytes that it cannot unpack. */
export function codecError(error: unknown): Phrase {
  const text = error instanceof Error ? error.message : String(error)
  const known = OF_ZLIB.find((one) => one === text)
  return known === undefined ? quote(text) : says(known)
}
