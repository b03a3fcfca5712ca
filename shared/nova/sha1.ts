/**
 * SHA-1 of an ASCII text as 40 hex digits (FIPS 180-4): Nova names a base file by the SHA-1 of its
 * image's id. The core has no Node crypto, and ids are one block long. Undefined for other texts.
 */
export function sha1OfAscii(text: string): string | undefined {
  const words = padded(text)
  if (words === undefined) return undefined
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0] as const
  let hash: State = state
  const schedule = new Int32Array(80)
  for (let block = 0; block < words.length; block += 16) {
    schedule.set(words.subarray(block, block + 16))
    hash = compress(hash, schedule)
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

type State = readonly [number, number, number, number, number]

/** The message with its end bit and length, as big-endian words. */
function padded(text: string): Int32Array | undefined {
  const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16)
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code > 0x7f) return undefined
    words[at >> 2] = word(words, at >> 2) | (code << (24 - (at & 3) * 8))
  }
  const end = text.length >> 2
  words[end] = word(words, end) | (0x80 << (24 - (text.length & 3) * 8))
  words[words.length - 1] = text.length * 8
  return words
}

function compress(hash: State, schedule: Int32Array): State {
  for (let t = 16; t < 80; t += 1) {
    const mixed =
      word(schedule, t - 3) ^
      word(schedule, t - 8) ^
      word(schedule, t - 14) ^
      word(schedule, t - 16)
    schedule[t] = rotate(mixed, 1)
  }
  let [a, b, c, d, e] = hash
  for (let t = 0; t < 80; t += 1) {
    const next = (rotate(a, 5) + choose(t, b, c, d) + e + constant(t) + word(schedule, t)) | 0
    e = d
    d = c
    c = rotate(b, 30)
    b = a
    a = next
  }
  return [
    (hash[0] + a) | 0,
    (hash[1] + b) | 0,
    (hash[2] + c) | 0,
    (hash[3] + d) | 0,
    (hash[4] + e) | 0,
  ]
}

function choose(t: number, b: number, c: number, d: number): number {
  if (t < 20) return (b & c) | (~b & d)
  if (t >= 40 && t < 60) return (b & c) | (b & d) | (c & d)
  return b ^ c ^ d
}

function constant(t: number): number {
  if (t < 20) return 0x5a827999
  if (t < 40) return 0x6ed9eba1
  return t < 60 ? 0x8f1bbcdc : 0xca62c1d6
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function word(words: Int32Array, at: number): number {
  return words[at] ?? 0
}
