import { closeSync, openSync, readSync } from 'node:fs'

/** Where a header extension of this type begins. */
export function qcow2Extension(path: string, type: number): number {
  const bytes = readHead(path)
  for (let at = bytes.readUInt32BE(100); at < bytes.length; ) {
    const [found, length] = [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
    if (found === type) return at
    if (found === 0) break
    at += 8 + Math.ceil(length / 8) * 8
  }
  throw new Error(`no extension ${type.toString(16)}`)
}

export function readHead(path: string): Buffer {
  const bytes = Buffer.alloc(4096)
  const file = openSync(path, 'r')
  readSync(file, bytes, 0, bytes.length, 0)
  closeSync(file)
  return bytes
}
