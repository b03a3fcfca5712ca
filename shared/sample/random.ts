/** A reproducible source of choices. */
export interface Random {
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  pick<T>(items: readonly [T, ...T[]]): T
  /** A version 4 UUID (RFC 9562). */
  uuid(): string
}

// Odd constant nearest to 2^32 / golden ratio: spreads neighbouring seeds over the whole range.
const SPREAD = 0x9e3779b1

/**
 * Choices that depend on the seed and the stream only. Things that should stay the same when others
 * are added take a stream of their own.
 */
export function createRandom(seed: number, stream: number): Random {
  const next = words(Math.imul(seed + 1, SPREAD) ^ Math.imul(stream + 1, SPREAD >>> 7))
  const between = (low: number, high: number) => low + (next() % (high - low + 1))
  return {
    between,
    pick: (items) => items[between(0, items.length - 1)] ?? items[0],
    uuid: () => formatUuid([next(), next(), next(), next()]),
  }
}

/** Pseudorandom bytes; the same for the same seed on every machine. */
export function randomBytes(seed: number, length: number): Uint8Array {
  const next = words(Math.imul(seed + 1, SPREAD))
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  for (let offset = 0; offset + 4 <= length; offset += 4) view.setUint32(offset, next())
  return bytes
}

/** Marsaglia's xorshift32; a state of 0 would stay 0 for ever. */
function words(seed: number): () => number {
  let state = seed === 0 ? SPREAD : seed
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  for (let round = 0; round < 8; round++) next()
  return next
}

function formatUuid(parts: readonly number[]): string {
  const hex = parts.map((part) => part.toString(16).padStart(8, '0')).join('')
  const variant = '89ab'.charAt(Number.parseInt(hex.charAt(16), 16) & 3)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}
