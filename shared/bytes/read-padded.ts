import type { ByteSource } from './source.ts'

/** Bytes past the end of the file are zeros, as qemu has them. */
export function readPadded(source: ByteSource, target: Uint8Array, offset: number): void {
  const got = offset < source.size ? source.read(target, offset) : 0
  if (got < target.length) target.fill(0, got)
}
