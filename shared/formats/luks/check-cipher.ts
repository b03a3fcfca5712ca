import type { Refuse } from '../../bytes/errors.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { LUKS_CIPHERS, LUKS_MODES } from './payload-size.ts'
import type { LuksHeader } from './types.ts'

/** Bytes of a digest, by qemu's name of the hash (crypto/hash.c, `qcrypto_hash_alg_size`). */
const DIGEST_BYTES: ReadonlyMap<string, number> = new Map([
  ['md5', 16],
  ['sha1', 20],
  ['sha224', 28],
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
  ['ripemd160', 20],
])
const HASHES = [...DIGEST_BYTES.keys()]
const IV_GENERATORS: readonly string[] = ['plain', 'plain64', 'essiv']
/** Ciphers that encrypt an initialization vector, as a refusal names them. */
const ESSIV_CIPHERS: ReadonlyMap<string, string> = new Map([
  ['aes', 'AES'],
  ['serpent', 'Serpent'],
  ['twofish', 'Twofish'],
])
/** Of a file's own words nobody knows the type: they are asked for as any text. */
const CIPHERS: readonly string[] = LUKS_CIPHERS

/** `cipherMode` taken apart, e.g. `cbc-essiv:sha256`: chaining mode, IV generator and its hash. */
export interface CipherMode {
  readonly chain: string
  readonly ivgen: string
  readonly ivgenHash?: string
}

/** Undefined for what has no IV generator. */
export function cipherModeParts(mode: string): CipherMode | undefined {
  const dash = mode.indexOf('-')
  if (dash < 0) return undefined
  const chain = mode.slice(0, dash)
  const rest = mode.slice(dash + 1)
  const colon = rest.indexOf(':')
  if (colon < 0) return { chain, ivgen: rest }
  return { chain, ivgen: rest.slice(0, colon), ivgenHash: rest.slice(colon + 1) }
}

/** Bytes of the key that the cipher takes: XTS has two of it. */
export function cipherKeyBytes(masterKeyBytes: number, chain: string): number {
  return chain === 'xts' ? Math.floor(masterKeyBytes / 2) : masterKeyBytes
}

/** Refuses what qemu knows no algorithm for, as `qcrypto_block_luks_parse_header` does. */
export function checkCipher(header: LuksHeader, base: number, refuse: Refuse): void {
  const { cipherName, cipherMode, hash, masterKeyBytes } = header
  const mode = cipherModeParts(cipherMode)
  const inMode = (expected: readonly string[], name: string, message: Phrase): void => {
    if (!expected.includes(name))
      refuse('cipher_mode', base + 40, quote(expected.join(', ')), quote(cipherMode), message)
  }
  if (mode === undefined) {
    const message = says("Unexpected cipher mode string format '{{name}}'", { name: cipherMode })
    refuse('cipher_mode', base + 40, says('a mode and an IV generator'), quote(cipherMode), message)
  }
  const { chain, ivgen, ivgenHash } = mode
  if (ivgenHash !== undefined)
    inMode(HASHES, ivgenHash, says("Hash algorithm '{{name}}' not supported", { name: ivgenHash }))
  inMode(LUKS_MODES, chain, says("Cipher mode '{{name}}' not supported", { name: chain }))
  checkKey(cipherName, cipherKeyBytes(masterKeyBytes, chain), base, refuse)
  if (!HASHES.includes(hash)) {
    refuse(
      'hash_spec',
      base + 72,
      quote(HASHES.join(', ')),
      quote(hash),
      says("Hash algorithm '{{name}}' not supported", { name: hash }),
    )
  }
  inMode(IV_GENERATORS, ivgen, says("IV generator '{{name}}' not supported", { name: ivgen }))
  if (ivgen === 'essiv') checkEssiv(header, ivgenHash, base, refuse)
}

function checkKey(name: string, keyBytes: number, base: number, refuse: Refuse): void {
  if (CIPHERS.includes(`${name}-${keyBytes * 8}`)) return
  const message = says("Algorithm '{{name}}' with key size {{bytes}} bytes not supported", {
    name,
    bytes: keyBytes,
  })
  const isKnown = CIPHERS.some((cipher) => cipher.startsWith(`${name}-`))
  if (isKnown)
    refuse(
      'key_bytes',
      base + 108,
      says('a key of {{name}}', { name }),
      says('{{bytes}} bytes', { bytes: keyBytes }),
      message,
    )
  refuse('cipher_name', base + 8, quote(CIPHERS.join(', ')), quote(name), message)
}

/** The digest is the key of the cipher that makes the vectors (`qcrypto_block_luks_essiv_cipher`). */
function checkEssiv(
  { cipherName, cipherMode }: LuksHeader,
  hash: string | undefined,
  base: number,
  refuse: Refuse,
): void {
  const at = base + 40
  if (hash === undefined) {
    const message = says('Missing IV generator hash specification')
    refuse('cipher_mode', at, says('the hash of essiv'), quote(cipherMode), message)
  }
  const cipher = ESSIV_CIPHERS.get(cipherName)
  if (cipher === undefined) {
    // Of the ciphers that qemu knows it is the only one, with the only key.
    const message = says('Cipher cast5-128 not supported with essiv')
    refuse('cipher_mode', at, says('another IV generator'), quote(cipherMode), message)
  }
  const bytes = DIGEST_BYTES.get(hash) ?? 0
  if (CIPHERS.includes(`${cipherName}-${bytes * 8}`)) return
  const message = says('No {{name}} cipher with key size {{n}} available', {
    name: cipher,
    n: bytes,
  })
  refuse(
    'cipher_mode',
    at,
    says('a hash as long as a key of {{name}}', { name: cipherName }),
    quote(cipherMode),
    message,
  )
}
