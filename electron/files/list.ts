import { type Dirent, readdirSync } from 'node:fs'
import { decodeText } from '../../shared/bytes/text.ts'
import type { DirectoryEntry, EntryType } from '../../shared/files/tree.ts'
import type { SystemPath } from './system-path.ts'

/** What Node puts where a name is not UTF-8; such a directory is read again as bytes. */
const REPLACEMENT = '\uFFFD'

/** Entries of a directory sorted by name, with every byte of every name kept. */
export function listDirectory(path: SystemPath): readonly DirectoryEntry[] {
  const entries: DirectoryEntry[] = []
  let last = ''
  // libuv hands names over in byte order, which for most names is the order wanted.
  let sorted = true
  for (const dirent of readdirSync(path, { withFileTypes: true })) {
    const { name } = dirent
    if (name.includes(REPLACEMENT)) return listBytes(path)
    sorted &&= last <= name
    last = name
    entries.push({ name, type: direntType(dirent) })
  }
  return sorted ? entries : entries.sort(byName)
}

function listBytes(path: SystemPath): readonly DirectoryEntry[] {
  const dirents = readdirSync(path, { withFileTypes: true, encoding: 'buffer' })
  return dirents
    .map((dirent) => ({ name: decodeText(dirent.name), type: direntType(dirent) }))
    .sort(byName)
}

function byName(a: DirectoryEntry, b: DirectoryEntry): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

function direntType(dirent: Dirent<string | Buffer>): EntryType {
  if (dirent.isFile()) return 'file'
  if (dirent.isDirectory()) return 'directory'
  if (dirent.isSymbolicLink()) return 'symlink'
  if (dirent.isFIFO()) return 'fifo'
  if (dirent.isSocket()) return 'socket'
  if (dirent.isBlockDevice()) return 'block'
  return dirent.isCharacterDevice() ? 'char' : 'unknown'
}
