import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporaryFolder } from '../programs/qemu-img.ts'

/** A temporary folder that files are written into by their paths in it, with the folders above them. */
export function writtenTree() {
  const root = temporaryFolder()
  const at = (path: string) => join(root, path)
  const write = (path: string, bytes: string | Uint8Array): void => {
    mkdirSync(dirname(at(path)), { recursive: true })
    writeFileSync(at(path), bytes)
  }
  return { root, at, write }
}
