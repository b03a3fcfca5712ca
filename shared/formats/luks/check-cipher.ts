import type { Refuse } from '../../bytes/errors.ts'
import { LUKS_CIPHERS, LUKS_MODES } from './payload-size.ts'
import type { LuksHeader } from './types.ts'

/** Bytes of a digest, by qemu's name of the hash (crypto/hash.c, `qcrypto_hash_alg_size`). */
const DIGEST_BYTES: Readonly<Record<string, number>> = {
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  ripemd160: 20,
}
const HASHES: readonly string[] = Object.keys(DIGEST_BYTES)
const IV_GENERATORS: readonly string[] = ['plain', 'plain64', 'essiv']
/** Ciphers that encrypt an initialization vector, as a refusal names them. */
const ESSIV_CIPHERS: Readonly<Record<string, string>> = {
  aes: 'AES',
  serpent: 'Serpent',
  twofish: 'Twofish',
}

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
  const inMode = (expected: readonly string[], name: string, message: string): void => {
    if (!expected.includes(name))
      refuse('cipher_mode', base + 40, expected.join(', '), cipherMode, message)
  }
  if (mode === undefined) {
    const message = `Unexpected cipher mode string format '${cipherMode}'`
    refuse('cipher_mode', base + 40, 'a mode and an IV generator', cipherMode, message)
  }
  const { chain, ivgen, ivgenHash } = mode
  if (ivgenHash !== undefined)
    inMode(HASHES, ivgenHash, `Hash algorithm '${ivgenHash}' not supported`)
  inMode(LUKS_MODES, chain, `Cipher mode '${chain}' not supported`)
  checkKey(cipherName, cipherKeyBytes(masterKeyBytes, chain), base, refuse)
  if (!HASHES.includes(hash)) {
    refuse(
      'hash_spec',
      base + 72,
      HASHES.join(', '),
      hash,
      `Hash algorithm '${hash}' not supported`,
    )
  }
  inMode(IV_GENERATORS, ivgen, `IV generator '${ivgen}' not supported`)
  if (ivgen === 'essiv') checkEssiv(header, ivgenHash, base, refuse)
}

function checkKey(name: string, keyBytes: number, base: number, refuse: Refuse): void {
  if (LUKS_CIPHERS.includes(`${name}-${keyBytes * 8}`)) return
  const message = `Algorithm '${name}' with key size ${keyBytes} bytes not supported`
  const isKnown = LUKS_CIPHERS.some((cipher) => cipher.startsWith(`${name}-`))
  if (isKnown) refuse('key_bytes', base + 108, `a key of ${name}`, `${keyBytes} bytes`, message)
  refuse('cipher_name', base + 8, LUKS_CIPHERS.join(', '), name, message)
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
    const message = 'Missing IV generator hash specification'
    refuse('cipher_mode', at, 'the hash of essiv', cipherMode, message)
  }
  const cipher = ESSIV_CIPHERS[cipherName]
  if (cipher === undefined) {
    // Of the ciphers that qemu knows it is the only one, with the only key.
    const message = 'Cipher cast5-128 not supported with essiv'
    refuse('cipher_mode', at, 'another IV generator', cipherMode, message)
  }
  const bytes = DIGEST_BYTES[hash] ?? 0
  if (LUKS_CIPHERS.includes(`${cipherName}-${bytes * 8}`)) return
  const message = `No ${cipher} cipher with key size ${bytes} available`
  refuse('cipher_mode', at, `a hash as long as a key of ${cipherName}`, cipherMode, message)
}
