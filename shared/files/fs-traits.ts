import type { FileSystemStat } from './tree.ts'

/** Network file systems that give the server's own blocks. */
const REMOTE: ReadonlySet<string> = new Set([
  'nfs',
  'nfs4',
  'glusterfs',
  'fuse.glusterfs',
  'lustre',
  'gpfs',
  'beegfs',
  'ocfs2',
  'gfs2',
  'quobyte',
  'fuse.quobyte',
])

/** File systems whose `st_blocks` follows from the length, or from a guess of the server's. */
const MADE_UP: ReadonlySet<string> = new Set([
  '9p',
  'cifs',
  'smb3',
  'smbfs',
  'vboxsf',
  'vmhgfs',
  'fuse',
  'fuse.sshfs',
  'fuse.s3fs',
  'fuse.rclone',
  'fuse.vmhgfs-fuse',
  'prl_fs',
])

/**
 * Remote ones whose every client makes `st_blocks` of the length, the host's own too: CephFS (`calc_inode_blocks`
 * in the kernel's fs/ceph/inode.c, `Client::fill_stat` in client/Client.cc), AFS (`afs_set_i_size` in its
 * fs/afs/internal.h) and OrangeFS, by its old name (`orangefs_inode_getattr` in its fs/orangefs/orangefs-utils.c).
 */
const ALIKE: ReadonlySet<string> = new Set([
  'ceph',
  'cephfs',
  'fuse.ceph',
  'fuse.ceph-fuse',
  'afs',
  'pvfs2',
])

/** FUSE and its like that run on this machine, over its own blocks. */
const LOCAL_FUSE: ReadonlySet<string> = new Set(['fuseblk', 'fuse.fuse-overlayfs', 'fuse.bindfs'])
const LOCAL_MADE_UP: ReadonlySet<string> = new Set(['vboxsf', 'fuse'])

/** Whether a file system of this type, by the kernel's name, is remote and may be believed. */
export function fileSystemTraits(
  type: string,
): Pick<FileSystemStat, 'remote' | 'blocksTrusted' | 'blocksAlike'> {
  if (LOCAL_FUSE.has(type)) return { remote: false, blocksTrusted: true }
  if (REMOTE.has(type)) return { remote: true, blocksTrusted: true }
  if (ALIKE.has(type)) return { remote: true, blocksTrusted: false, blocksAlike: true }
  // A FUSE that is not known may do as it likes with blocks.
  const madeUp = MADE_UP.has(type) || type.startsWith('fuse.')
  return { remote: madeUp && !LOCAL_MADE_UP.has(type), blocksTrusted: !madeUp }
}
