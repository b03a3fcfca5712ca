import { identityOf } from '../../../shared/files/identity.ts'
import { checkPath, joinPath, parentPath } from '../../../shared/files/paths.ts'
import { type Lookup, resolveInRoot } from '../../../shared/files/resolve.ts'
import {
  type DirectoryEntry,
  type EntryType,
  type FileStat,
  type FileSystemStat,
  type FileTree,
  type OpenFile,
  TreeError,
  type TreeErrorCode,
  type TreePath,
} from '../../../shared/files/tree.ts'
import { memorySource } from '../bytes/memory-source.ts'

/** An entry of a memory tree. What a test does not say of its stat is made up once for all. */
export interface MemoryNode {
  readonly type: EntryType
  readonly stat?: Partial<FileStat>
  /** Of a directory. */
  readonly entries?: Readonly<Record<string, MemoryNode>>
  /** Of a file. */
  readonly content?: Uint8Array | (() => OpenFile)
  /** Of a symlink. */
  readonly target?: string
  /** What every look at the entry's content answers: a list, an open, a read of the link. */
  readonly failure?: { readonly code: TreeErrorCode; readonly errno: string }
}

export function directory(entries: Readonly<Record<string, MemoryNode>> = {}): MemoryNode {
  return { type: 'directory', entries }
}

export function file(content: Uint8Array | string = '', stat: Partial<FileStat> = {}): MemoryNode {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return { type: 'file', content: bytes, stat }
}

export function symlink(target: string): MemoryNode {
  return { type: 'symlink', target }
}

/** Directories by a path of names, for trees that are deep and thin. */
export function nested(path: string, node: MemoryNode): MemoryNode {
  const names = path.split('/').reverse()
  return names.reduce((inner, name) => directory({ [name]: inner }), node)
}

/** One tree out of several; a directory that more than one has gets the entries of all. */
export function merged(...nodes: readonly MemoryNode[]): MemoryNode {
  const entries: Record<string, MemoryNode> = {}
  for (const node of nodes) {
    for (const [name, entry] of Object.entries(node.entries ?? {})) {
      const before = entries[name]
      entries[name] = before?.entries && entry.entries ? merged(before, entry) : entry
    }
  }
  return directory(entries)
}

const MEMORY_FILE_SYSTEM: FileSystemStat = {
  type: 'memory',
  total: 1 << 30,
  free: 1 << 29,
  available: 1 << 28,
}

/** How many there are: a file of one is none of another, whatever nodes they are of. */
let trees = 0

/** A `FileTree` over nodes in memory that keeps all the rules of the interface. */
export function memoryTree(root: MemoryNode, rootPath = '/memory'): FileTree {
  const raw = (path: TreePath): MemoryNode => nodeAt(root, path)
  const lookup: Lookup = {
    rootPath,
    typeOf: (path) => raw(path).type,
    readLink: (path) => raw(path).target ?? '',
  }
  trees += 1
  const own = trees
  const at = (path: TreePath): MemoryNode => {
    checkPath(path)
    if (path === '') return root
    const above = resolveInRoot(lookup, parentPath(path))
    return raw(joinPath(above, path.slice(path.lastIndexOf('/') + 1)))
  }
  const identityIn = (path: TreePath): string => {
    const above = path === '' ? '' : resolveInRoot(lookup, parentPath(path))
    return `${statOf(at(path)).dev}:${own}/${above}/${path.slice(path.lastIndexOf('/') + 1)}`
  }
  return {
    rootPath,
    list: (path) => listNode(usable(at(path), path), path),
    lstat: (path) => statOf(at(path)),
    readLink: (path) => targetOf(usable(at(path), path), path),
    open: (path) => openNode(usable(at(path), path), path),
    openListed: (path) => {
      const node = usable(at(path), path)
      const stat = statOf(node)
      const identity = () => identityOf(stat, () => identityIn(path))
      return Object.assign(openNode(node, path), { stat, identity })
    },
    statfs: (path) => {
      at(path)
      return MEMORY_FILE_SYSTEM
    },
    identity: identityIn,
    openedAt: () => undefined,
  }
}

function nodeAt(root: MemoryNode, path: TreePath): MemoryNode {
  let node = root
  for (const name of path === '' ? [] : path.split('/')) {
    if (node.type !== 'directory') throw new TreeError('not-a-directory', path, 'ENOTDIR')
    const next = Object.hasOwn(node.entries ?? {}, name) ? node.entries?.[name] : undefined
    if (next === undefined) throw new TreeError('not-found', path, 'ENOENT')
    node = next
  }
  return node
}

function usable(node: MemoryNode, path: TreePath): MemoryNode {
  if (node.failure) throw new TreeError(node.failure.code, path, node.failure.errno)
  return node
}

function listNode(node: MemoryNode, path: TreePath): readonly DirectoryEntry[] {
  if (node.type !== 'directory') throw new TreeError('not-a-directory', path, 'ENOTDIR')
  const entries = Object.entries(node.entries ?? {})
  return entries
    .map(([name, { type }]) => ({ name, type }))
    .sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)))
}

function targetOf(node: MemoryNode, path: TreePath): string {
  if (node.target === undefined) throw new TreeError('io', path, 'EINVAL')
  return node.target
}

function openNode(node: MemoryNode, path: TreePath): OpenFile {
  if (node.type !== 'file') throw new TreeError('not-a-file', path, 'EINVAL')
  const { content = new Uint8Array() } = node
  return typeof content === 'function'
    ? content()
    : { ...memorySource(content), close: () => undefined }
}

function statOf(node: MemoryNode): FileStat {
  const length = node.content instanceof Uint8Array ? node.content.length : 0
  return {
    type: node.type,
    length,
    allocated: Math.ceil(length / 4096) * 4096,
    dev: 1,
    uid: 0,
    gid: 0,
    mode: 0o644,
    mtimeMs: 0,
    ctimeMs: 0,
    nlink: 1,
    ino: 0,
    ...node.stat,
  }
}
