import { expect, test } from 'vitest'
import { fileSystemTraits } from '../../../shared/files/fs-traits.ts'

test.each([
  ['ext4', false, true],
  ['xfs', false, true],
  ['overlay', false, true],
  ['nfs4', true, true],
  ['ceph', true, true],
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
