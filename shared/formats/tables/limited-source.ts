import type { ByteSource } from '../../bytes/source.ts'

/** More bytes were asked for than a walk may read. */
export class OverBudget extends Error {
  override readonly name = 'OverBudget'
}

/** The same source up to `bytes` read in all, then `OverBudget`: bounds a walk that it knows nothing of. */
export function limitedSource(source: ByteSource, bytes: number): ByteSource {
  let left = bytes
  return {
    get size() {
      return source.size
    },
    read(target, offset) {
      left -= target.length
      if (left < 0) throw new OverBudget(`more than ${bytes} bytes`)
      return source.read(target, offset)
    },
  }
}
