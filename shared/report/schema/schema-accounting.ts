import { z } from 'zod'
import { vocabularyEn } from '../../vocabulary/en.ts'
import { bytes, count } from './schema-values.ts'

/** Bytes of one of the vocabulary's sizes, with its definition. */
function sized(term: 'exclusive' | 'shared' | 'amortised') {
  const { text, formula } = vocabularyEn[term]
  return bytes.describe(`${text} ${formula}`)
}

export const sizes = z.strictObject({
  exclusiveBytes: sized('exclusive'),
  exclusiveIsAtLeast: z
    .boolean()
    .describe(
      'More may be freed: a base that only this was seen to use, of which it is not known whether something else uses it, or Nova keeps it for that; or what could not be read of this itself, see unknown.',
    ),
  sharedBytes: sized('shared').nullable(),
  amortisedBytes: sized('amortised').nullable(),
})

const growingDisk = z.strictObject({
  path: z.string(),
  instance: z.string(),
  virtualBytes: bytes,
  allocatedBytes: bytes,
})

export const growth = z.strictObject({
  needBytes: bytes.describe('Of the disks of which the size is known.'),
  availableBytes: bytes.nullable(),
  unknown: z
    .enum(['no-host', 'instances-alone', 'unmounted', 'unread', 'domains-alone', 'no-file-system'])
    .nullable()
    .describe(
      "Why availableBytes is null; no-host: of the host only its instances_path was opened, which may be a copy, so that the free space may be another machine's; instances-alone: only folders of instances were opened, and no instances_path, so that others may grow beside them too; unmounted: libvirt has instances or nova.conf names their place, and the instances_path is empty or not there; unread: as instancesUnread has it, and nothing else is wrong, so that availableBytes may be known all the same; domains-alone: only the XML of domains was opened, and none of their disks.",
    ),
  instancesUnread: z
    .boolean()
    .describe(
      'The instances_path, a folder on the way to it or the nova.conf that names it could not be read: not all disks were seen.',
    ),
  shortfallBytes: bytes
    .nullable()
    .describe('At least so much where something is unknown; null where that may fit or not.'),
  unknownDisks: count.describe('Disks that needBytes leaves out.'),
  incompleteInstances: count.describe('Instances that may have disks which nobody saw.'),
  repeatedDisks: count.describe(
    'Disks whose file is another disk: it counts once, where Nova counts it with each.',
  ),
  elsewhere: z
    .array(z.strictObject({ kind: z.enum(['rbd', 'lvm']), name: z.string() }))
    .describe(
      'Ceph pools and volume groups that disks of instances lie in: none of the numbers here, nor the virtual and over-committed bytes of the totals, count those, and the file system is not theirs.',
    ),
  largest: z.array(growingDisk),
  impossible: z.array(growingDisk).describe('Larger than the whole file system.'),
  impossibleCount: count
    .nullable()
    .describe('Null where the size of the file system is not known.'),
})

export const allocatedByUse = z
  .strictObject({
    amortisedBytes: bytes
      .nullable()
      .describe(
        'Of all instances, without leftovers; null where one of them stands on what something unseen may share.',
      ),
    leftoversBytes: bytes
      .nullable()
      .describe(
        'The same of folders that a resize or a deletion left or a clean-up set aside; with downloads and conversions in the cache, and what snapshots leave.',
      ),
    unusedCacheBytes: bytes
      .nullable()
      .describe(
        'Base files that no instance stands on; Nova keeps some of them for their image. At least so much where unknownCacheBytes is not 0; null where something unseen may use all.',
      ),
    unknownCacheBytes: bytes.describe(
      'Base files that nothing stands on as far as was seen, where something unseen may: in a cache of no opened host too.',
    ),
    otherImagesBytes: bytes.describe(
      'Stored ones, and those elsewhere; what snapshots leave is among the leftovers.',
    ),
    restBytes: bytes,
  })
  .describe('Adds up to allocatedBytes + directoryBytes, where none of it is null.')
