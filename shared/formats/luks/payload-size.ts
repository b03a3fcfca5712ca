import { roundUp, SECTOR_SIZE } from '../../bytes/numbers.ts'

/** Bytes of a key that a cipher takes (crypto/cipher.c, `alg_key_len`), by qemu's name of it. */
const KEY_BYTES = {
  'aes-128': 16,
  'aes-192': 24,
  'aes-256': 32,
  'cast5-128': 16,
  'serpent-128': 16,
  'serpent-192': 24,
  'serpent-256': 32,
  'twofish-128': 16,
  'twofish-192': 24,
  'twofish-256': 32,
} as const

export type LuksCipher = keyof typeof KEY_BYTES
export const LUKS_CIPHERS = Object.keys(KEY_BYTES) as readonly LuksCipher[]
export const LUKS_MODES = ['ecb', 'cbc', 'xts', 'ctr'] as const
export type LuksMode = (typeof LUKS_MODES)[number]

const SLOTS = 8
/** Each slot holds the key as often, every piece useless without all of the others. */
export const STRIPES = 4000
/** The header, and every slot, take a whole number of these. */
export const ALIGNMENT = 4096

/**
 * Bytes before the payload of a LUKS1 volume that qemu makes: the header and its slots, which are as
 * large whether they are used or not (crypto/block-luks.c, `qcrypto_block_luks_create`). XTS takes
 * two keys.
 */
export function luksPayloadOffset(cipher: LuksCipher, mode: LuksMode): number {
  const keyBytes = KEY_BYTES[cipher] * (mode === 'xts' ? 2 : 1)
  const slot = roundUp(roundUp(keyBytes * STRIPES, SECTOR_SIZE), ALIGNMENT)
  return ALIGNMENT + SLOTS * slot
}
