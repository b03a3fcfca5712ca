import { expect, test } from 'vitest'
import { fileSystemTraits } from '../../../shared/files/fs-traits.ts'

test.each([
  ['ext4', false, true],
  ['xfs', false, true],
  ['overlay', false, true],
  ['nfs4', true, true],
  ['fuse.glusterfs', true, true],
  ['fuse.sshfs', true, false],
  ['fuse.never-heard-of', true, false],
  ['9p', true, false],
  ['cifs', true, false],
  ['fuseblk', false, true],
  ['vboxsf', false, false],
])('%s: remote %s, st_blocks can be trusted %s', (type, remote, blocksTrusted) => {
  expect(fileSystemTraits(type)).toEqual({ remote, blocksTrusted })
})

// fs/ceph/inode.c, calc_inode_blocks: the length, whatever is written; Client::fill_stat of ceph-fuse too. The
// same in fs/afs/internal.h, afs_set_i_size, and in orangefs_inode_getattr of OrangeFS, whose type is pvfs2.
test.each(['ceph', 'fuse.ceph-fuse', 'afs', 'pvfs2'])(
  '%s makes st_blocks of the length, to each of its clients',
  (type) => {
    expect(fileSystemTraits(type)).toEqual({
      remote: true,
      blocksTrusted: false,
      blocksAlike: true,
    })
  },
)
