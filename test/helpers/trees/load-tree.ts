import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs'
import { decodeText } from '../../../shared/bytes/text.ts'
import type { EntryType, FileStat } from '../../../shared/files/tree.ts'
import type { MemoryNode } from './memory-tree.ts'

/** Copies a folder of this machine, stat by stat, into a memory tree. For small trees only. */
export function loadTree(path: Buffer): MemoryNode {
  const stats = lstatSync(path)
  const type = typeOf(stats)
  const stat = statOf(path, stats, type)
  if (type === 'symlink') {
    return { type, stat, target: decodeText(readlinkSync(path, { encoding: 'buffer' })) }
  }
  if (type === 'file') return { type, stat, content: new Uint8Array(readFileSync(path)) }
  return type === 'directory' ? { type, stat, entries: loadEntries(path) } : { type, stat }
}

function loadEntries(path: Buffer): Readonly<Record<string, MemoryNode>> {
  const names = readdirSync(path, { encoding: 'buffer' })
  return Object.fromEntries(
    names.map((name) => [
      decodeText(name),
      loadTree(Buffer.concat([path, Buffer.from('/'), name])),
    ]),
  )
}

function statOf(path: Buffer, stats: Stats, type: EntryType): FileStat {
  const exact = lstatSync(path, { bigint: true })
  const linked = type === 'file' && stats.nlink > 1
  return {
    type,
    length: stats.size,
    allocated: stats.blocks * 512,
    dev: stats.dev,
    uid: stats.uid,
    gid: stats.gid,
    mode: stats.mode & 0o7777,
    mtimeMs: stats.mtimeMs,
    ctimeMs: stats.ctimeMs,
    nlink: stats.nlink,
    ino: stats.ino,
    ...(linked && { linkKey: `${exact.dev}:${exact.ino}` }),
  }
}

function typeOf(stats: Stats): EntryType {
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'directory'
  if (stats.isSymbolicLink()) return 'symlink'
  if (stats.isFIFO()) return 'fifo'
  if (stats.isSocket()) return 'socket'
  if (stats.isBlockDevice()) return 'block'
  return stats.isCharacterDevice() ? 'char' : 'unknown'
}
