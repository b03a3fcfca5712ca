/** Small encoders: files of tests are composed from them, one line a field. */

export function u8(value: number): Uint8Array {
  return Uint8Array.of(value)
}

export function u16be(value: number): Uint8Array {
  return encode(2, (view) => view.setUint16(0, value))
}

export function u32be(value: number): Uint8Array {
  return encode(4, (view) => view.setUint32(0, value))
}

export function u64be(value: bigint | number): Uint8Array {
  return encode(8, (view) => view.setBigUint64(0, BigInt(value)))
}

export function u16le(value: number): Uint8Array {
  return encode(2, (view) => view.setUint16(0, value, true))
}

export function u32le(value: number): Uint8Array {
  return encode(4, (view) => view.setUint32(0, value, true))
}

export function u64le(value: bigint | number): Uint8Array {
  return encode(8, (view) => view.setBigUint64(0, BigInt(value), true))
}

export function ascii(text: string, length = text.length): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set(Array.from(text, (character) => character.charCodeAt(0)))
  return bytes
}

export function zeros(length: number): Uint8Array {
  return new Uint8Array(length)
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}

/** `parts` by their offset in a file of `size` bytes. */
export function layOut(size: number, parts: Readonly<Record<number, Uint8Array>>): Uint8Array {
  const bytes = new Uint8Array(size)
  for (const [offset, part] of Object.entries(parts)) bytes.set(part, Number(offset))
  return bytes
}

function encode(length: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(length)
  write(new DataView(bytes.buffer))
  return bytes
}
