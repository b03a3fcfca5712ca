import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { ByteSource } from '../../../shared/bytes/source.ts'

export interface OpenedFile {
  readonly source: ByteSource
  readonly length: number
  /** `st_blocks * 512`. */
  readonly allocated: number
}

/** Opens a file, hands it to `use` and closes it whatever happens. */
export function withFile<T>(path: string, use: (file: OpenedFile) => T): T {
  const fd = openSync(path, 'r')
  try {
    const { size, blocks } = fstatSync(fd)
    const read = (target: Uint8Array, offset: number) =>
      readSync(fd, target, 0, target.length, offset)
    return use({ source: { size, read }, length: size, allocated: blocks * 512 })
  } finally {
    closeSync(fd)
  }
}
