import { displayText } from '../../bytes/text.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { type Facts, NOT_APPLICABLE } from './facts.ts'
import { backingEvidence } from './reference-checks.ts'
import type { Finding } from './types.ts'

/** Drivers of qemu that open a file or a device: no other format is one that a backing file has. */
const DRIVERS: ReadonlySet<string> = new Set([
  ...[
    'raw',
    'file',
    'host_device',
    'qcow2',
    'qcow',
    'qed',
    'vmdk',
    'vdi',
    'vpc',
    'vhdx',
    'parallels',
  ],
  ...[
    'luks',
    'bochs',
    'cloop',
    'dmg',
    'vvfat',
    'nbd',
    'nfs',
    'ssh',
    'iscsi',
    'rbd',
    'gluster',
    'curl',
  ],
  ...['http', 'https', 'ftp', 'ftps', 'nvme', 'null-co', 'null-aio', 'blkdebug', 'blkverify'],
  ...['quorum', 'throttle', 'copy-on-read', 'preallocate', 'replication', 'snapshot-access'],
  ...['host_cdrom', 'io_uring', 'nvme-io_uring', 'virtio-blk-vfio-pci', 'virtio-blk-vhost-user'],
  ...['virtio-blk-vhost-vdpa', 'blklogwrites', 'blkreplay', 'compress', 'copy-before-write'],
])

/**
 * Without a recorded format qemu guesses from the backing file's bytes, which may be a guest's
 * (CVE-2008-2004, CVE-2010-3851). Only qcow2 and QED leave it open.
 */
export function backingFormat(facts: Facts): Finding {
  const { backing, fault } = facts.summary
  const open = facts.format === 'qcow2' || facts.format === 'qed' || facts.format === 'qcow'
  if (backing === undefined || !open) return NOT_APPLICABLE
  if (backing.format !== undefined) return recordedFormat(facts, backing.format)
  // Of a damaged header nobody knows what else it records, and QEMU does not open the image.
  if (fault !== undefined) return NOT_APPLICABLE
  const evidence = {
    ...backingEvidence(facts),
    expected: says('a recorded format'),
    found: says('none'),
  }
  return { state: 'warning', params: { name: backing.name }, evidence }
}

function recordedFormat(facts: Facts, format: string): Finding {
  if (DRIVERS.has(format)) return { state: 'pass', params: { format } }
  const evidence = {
    ...backingEvidence(facts),
    expected: says('a format of QEMU'),
    found: quote(displayText(format)),
  }
  return { state: 'fail', params: { format, reason: 'unknown' }, evidence }
}
