import { ifSeen } from '../files/attempt.ts'
import { baseNameOf, joinPath, parentPath } from '../files/paths.ts'
import type { FileTree, TreePath } from '../files/tree.ts'

const OVER_NFS = ['.snapshot', '.zfs'] as const
const OVER_SMB = ['.snapshot', '~snapshot', '.zfs'] as const

/**
 * Folders in which storage shows its own read-only snapshots, by the kernel's name of the file system that a
 * client sees: NetApp, PowerScale, Qumulo and others over NFS and SMB, and ZFS. On any other a folder of such
 * a name was made by somebody, and an image in it may be in use. Ceph's (`.snap`) and Gluster's (`.snaps`) are
 * not listed. `.snapshots` of IBM Storage Scale is not among them: at its top it is the storage's, and below
 * that people make folders of that name.
 */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  nfs: OVER_NFS,
  nfs4: OVER_NFS,
  cifs: OVER_SMB,
  smb3: OVER_SMB,
  zfs: ['.zfs'],
}
const NAMES: ReadonlySet<string> = new Set(Object.values(FOLDERS).flat())

/**
 * Whether a folder is where the storage shows its snapshots of the one above. Nobody runs what is in one,
 * whatever names of the live files it records, and its blocks are mostly those of today's files: nothing in
 * it is scanned. The file system is asked only for one of such a name; where it does not say what it is, as
 * in a copy, the folder is like any other.
 */
export function holdsSnapshots(tree: FileTree, path: TreePath): boolean {
  const name = baseNameOf(path)
  if (path === '' || !NAMES.has(name)) return false
  const { type = '' } = ifSeen(() => tree.statfs(parentPath(path))) ?? {}
  const isUsual = Object.hasOwn(FOLDERS, type) && FOLDERS[type]?.includes(name) === true
  return isUsual && showsAbove(tree, path, name === '.zfs' ? joinPath(path, 'snapshot') : path)
}

/**
 * Whether the snapshots in a place have names of the folder that they are of: a server of NFS may keep its
 * files on anything, and people make folders of such a name there too. Each snapshot is a folder of its own;
 * a file beside them is somebody's.
 */
function showsAbove(tree: FileTree, path: TreePath, place: TreePath): boolean {
  const snapshots = listed(tree, place)
  if (snapshots.some(({ type }) => type === 'file')) return false
  const above = new Set(listed(tree, parentPath(path)).map(({ name }) => name))
  for (const { name, type } of snapshots) {
    const inside = type === 'directory' ? listed(tree, joinPath(place, name)) : []
    // An empty one says nothing: it may be older than what is there today.
    if (inside.length > 0) return inside.some((one) => above.has(one.name) && !NAMES.has(one.name))
  }
  return false
}

function listed(tree: FileTree, path: TreePath) {
  return ifSeen(() => tree.list(path)) ?? []
}
