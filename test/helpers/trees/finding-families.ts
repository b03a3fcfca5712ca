import type { FindingCode } from '../../../shared/findings/codes.ts'

/** The test that finds a code on real files, by the file's name. */
export type FindingFamily =
  | 'access'
  | 'bases'
  | 'image-cache'
  | 'instances'
  | 'pretending'
  | 'soundness'
  | 'space'
  | 'standing-on'
  | 'stored-images'
  /** Found as an ordinary user, in the tests of the command line. */
  | 'command-line'

/** Every code has one: a new code that no test finds is no finding. */
export const FAMILY_OF: Readonly<Record<FindingCode, FindingFamily>> = {
  'missing-backing-file': 'standing-on',
  'backing-loop': 'standing-on',
  'backing-outside-root': 'standing-on',
  'backing-not-granted': 'standing-on',
  'backing-protocol': 'standing-on',
  'backing-in-image': 'standing-on',
  'backing-no-base': 'standing-on',
  'backing-name': 'standing-on',
  'chain-too-deep': 'standing-on',
  'overlays-above': 'standing-on',
  'not-novas-disk': 'standing-on',
  'backing-format-missing': 'standing-on',
  'backing-changed': 'bases',
  'overlay-smaller-than-base': 'bases',
  'base-size-differs': 'bases',
  'base-not-of-image': 'bases',
  'damaged-base': 'bases',
  'base-is-disk': 'bases',
  'forged-header': 'pretending',
  'format-mismatch': 'pretending',
  'external-data-file': 'pretending',
  'multiple-formats': 'stored-images',
  'banned-format': 'stored-images',
  'vmdk-extents': 'stored-images',
  'vmdk-descriptor': 'stored-images',
  'partition-table': 'stored-images',
  'huge-virtual-size': 'stored-images',
  'openstack-refuses': 'stored-images',
  'image-fault': 'soundness',
  truncated: 'soundness',
  corrupt: 'soundness',
  dirty: 'soundness',
  'unknown-features': 'soundness',
  'internal-snapshots': 'soundness',
  'in-use-bitmaps': 'soundness',
  'legacy-encryption': 'soundness',
  'luks-version': 'soundness',
  'luks-encryption': 'soundness',
  unreadable: 'command-line',
  'unreadable-owners': 'command-line',
  'unseen-sessions': 'command-line',
  'text-fault': 'instances',
  'symlink-leaves-root': 'access',
  'symlink-loop': 'access',
  'special-file': 'access',
  'odd-name': 'access',
  'world-writable': 'access',
  'world-readable': 'access',
  'missing-folder': 'instances',
  'empty-instances-path': 'instances',
  'missing-store': 'stored-images',
  'missing-disk': 'instances',
  'linked-folder': 'instances',
  'orphan-folder': 'instances',
  'domains-incomplete': 'instances',
  'instance-repeated': 'instances',
  'disk-shared': 'instances',
  'rescue-in-progress': 'instances',
  'unused-base': 'image-cache',
  'base-used-unseen': 'image-cache',
  'unknown-in-cache': 'image-cache',
  'leftover-resize': 'image-cache',
  'leftover-del': 'image-cache',
  'leftover-part': 'image-cache',
  'leftover-rescue': 'instances',
  'leftover-disk': 'instances',
  'leftover-snapshot': 'image-cache',
  'leftover-temporary': 'image-cache',
  'leftover-glance': 'stored-images',
  'set-aside': 'instances',
  'file-system-nearly-full': 'space',
  'growth-exceeds-free': 'space',
  'no-room-for-instances': 'space',
  'disk-larger-than-file-system': 'space',
  'disk-larger-than-flavor': 'space',
  'disk-smaller-than-flavor': 'space',
  'large-console-log': 'space',
  'foreign-files': 'space',
  preallocated: 'space',
}
