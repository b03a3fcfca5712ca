import { z } from 'zod'
import { vocabularyEn } from '../../vocabulary/en.ts'
import { bytes, count, signed, time } from './schema-values.ts'

/** Bytes of one of the vocabulary's sizes, with its definition. */
function sized(term: 'exclusive' | 'shared' | 'amortised') {
  const { text, formula } = vocabularyEn[term]
  return bytes.describe(`${text} ${formula}`)
}

export const sizes = z.strictObject({
  exclusiveBytes: sized('exclusive'),
  sharedBytes: sized('shared'),
  amortisedBytes: sized('amortised'),
})

/** Nova's own names: what `get_instance_disk_info` says of the disk. */
export const novaDisk = z.strictObject({
  type: z
    .enum(['qcow2', 'ploop', 'raw', 'unknown'])
    .describe('`unknown`: nothing declares it, and its header could not be read.'),
  virt_disk_size: bytes.nullable(),
  disk_size: bytes.nullable(),
  over_committed_disk_size: signed
    .nullable()
    .describe('Below zero for a raw disk that is too long.'),
  backing_file: z
    .string()
    .describe('Without its folder; empty where there is none, or the header could not be read.'),
  leftOut: z
    .enum([
      'leftover',
      'no-domain',
      'other-host',
      'not-in-domain',
      'volume',
      'domain-skipped',
      'refused',
    ])
    .nullable()
    .describe(
      "Why it is in none of the host's sums; null where it is; refused: qemu-img does not open it, at which Nova's pass over the host's disks fails (InvalidDiskInfo).",
    ),
})

export const baseAccountingShape = {
  users: count.describe(
    'How many instances need it: folders of instances, leftovers too, that use it directly or ' +
      'through another image.',
  ),
  usersAreAtLeast: z
    .boolean()
    .describe('Something that could not be read may use it too: there may be more, and overlays.'),
  exclusiveBytes: bytes.nullable().describe(vocabularyEn.freed.text),
  amortisedShareBytes: bytes.nullable().describe(vocabularyEn.perUser.text),
  cacheState: z
    .enum([
      'in-use',
      'too-young',
      'removable',
      'unseen-only',
      'orphans-only',
      'leftovers-only',
      'kept',
      'invisible',
      'unknown',
    ])
    .nullable()
    .describe(vocabularyEn.cacheState.text),
  cache: z
    .strictObject({
      seenAs: z.enum(['original', 'resized', 'swap', 'ephemeral']).nullable(),
      usedBy: z.enum(['image', 'root-disk', 'swap-or-ephemeral']).nullable(),
      imageId: z.string().nullable(),
      removableAt: time
        .nullable()
        .describe('When it is old enough; of what is going to be removed.'),
      unseenUsers: count.describe('What needs it and the image cache manager does not look at.'),
      unknownBecause: z
        .enum(['unseen', 'database', 'resize', 'link', 'hosts'])
        .nullable()
        .describe(
          'Of what is unknown. `unseen`: something may stand on it that could not be looked into, see imageCache.doubts; also of what is needed for certain and Nova does not look at, where something more may need it. `database`: an instance may be made from it, which no file tells. `resize`: a copy stands on it that waits for its resize to be confirmed, which the database tells. `hosts`: instances of other hosts on the storage may be made from it, see imageCache.otherHosts; also of what is needed and Nova does not look at.',
        ),
      log: z.array(z.string()).describe('What nova-compute logs of it in its next pass.'),
    })
    .nullable(),
}

export const nova = z.strictObject({
  countedFrom: z
    .enum(['domains', 'folders'])
    .describe(
      "By libvirt's domains, as Nova does it; by the files in folders of instances where not all of them are known.",
    ),
  instances: count
    .nullable()
    .describe('Whose disks are in the sums; null where their storage is not mounted.'),
  disks: count.nullable().describe('That are in the sums; null as instances is.'),
  skippedInstances: count
    .nullable()
    .describe(
      'That Nova leaves out whole, because a disk which their domain XML names is missing; null as instances is.',
    ),
  refusedDisks: count.describe('That qemu-img does not open: with one of them there are no sums.'),
  unnamedDisks: count.describe('Files of disks that no domain XML names.'),
  overCommittedBytes: signed.nullable(),
  freeBytes: bytes.nullable(),
  diskAvailableLeastBytes: signed.nullable().describe(vocabularyEn.availableLeast.text),
  diskAvailableLeastGib: z
    .int()
    .nullable()
    .describe(
      'As the database keeps it; null where folders stand for domains (countedFrom), so that diskAvailableLeastBytes is about right at best.',
    ),
  unknown: z
    .enum([
      'no-file-system',
      'other-storage',
      'incomplete',
      'shared',
      'outside',
      'no-host',
      'unmounted',
      'refused',
    ])
    .nullable()
    .describe(
      "Why diskAvailableLeast is null; no-host: of the host only its instances_path was opened, which may be a copy, so that the free space may be another machine's; unmounted: the instances_path is empty or not there although libvirt has instances or nova.conf names it, so that neither their disks nor their file system were seen; refused: there is no sum, since the pass of Nova fails at a disk that qemu-img does not open (InvalidDiskInfo), and the database keeps what it had.",
    ),
  reserved: z
    .strictObject({
      hostGib: count.nullable(),
      imageCacheGib: count.nullable(),
      imageCacheIsReserved: z.boolean().nullable(),
    })
    .describe(
      'What placement reserves of DISK_GB; a check before a live migration takes the part of the host off diskAvailableLeast as well. It is not taken off above.',
    ),
  placement: z
    .strictObject({
      unknown: z
        .enum(['no-host', 'configuration', 'no-size'])
        .nullable()
        .describe(
          'Why totalGib and capacityGib are null: no-host where of a host only its instances_path was ' +
            'opened, which may be a copy; configuration where that of Nova could not be read, and then reservedGib ' +
            'and allocationRatio are null too; no-size where the size of the storage is not known.',
        ),
      totalGib: count.nullable(),
      reservedGib: count.nullable(),
      allocationRatio: z.number().nullable(),
      allocationRatioIsSet: z
        .boolean()
        .nullable()
        .describe(
          "By disk_allocation_ratio; otherwise placement keeps what was set there. Null where no configuration was read: the ratio and what is reserved are Nova's defaults.",
        ),
      capacityGib: z.number().nullable().describe('(total - reserved) * ratio'),
      usedGib: count.describe(
        'Sum of root, ephemeral and swap of the flavors of instances; without the root of what was booted from a volume.',
      ),
      smallestFlavor: z
        .strictObject({ flavor: z.string(), gib: count })
        .nullable()
        .describe('The one that wants least of DISK_GB, of the flavors of the instances here.'),
      leftGib: z
        .int()
        .nullable()
        .describe('capacityGib - usedGib; at most so much where unknownInstances is not 0.'),
      maxUnitGib: count
        .nullable()
        .describe('What a single instance may have at most, whatever the ratio: totalGib.'),
      largestInstanceGib: count
        .nullable()
        .describe('The lesser of leftGib and maxUnitGib, not below 0: a larger flavor is refused.'),
      instances: count.describe('Whose flavor is known.'),
      unknownInstances: count.describe('Whose flavor is not: usedGib is at least so much.'),
      fromVolume: count.describe(
        'Of `instances` those of whose root disk usedGib has nothing: their XML names no image, as of what boots from a volume.',
      ),
      untoldSpecs: count.describe(
        'Of `instances` those whose XML is of Nova before 2025.2 and tells no extra specs: where a ' +
          'flavor sets resources:DISK_GB, placement counts that, and usedGib the flavor.',
      ),
      resizes: count.describe(
        'Copies that wait for a resize: placement may hold the old flavor too.',
      ),
    })
    .describe('DISK_GB, by which the scheduler gives a host new instances.'),
  leftOut: z
    .strictObject({
      imageCacheBytes: bytes,
      orphansBytes: bytes,
      otherHostsBytes: bytes.describe(
        'Folders that no domain of this host belongs to, where other hosts share the storage.',
      ),
      skippedInstancesBytes: bytes,
      unnamedDisksBytes: bytes,
      leftoversBytes: bytes,
      otherBytes: bytes,
    })
    .describe('What takes space and is in none of the sums.'),
})

export const imageCache = z.strictObject({
  path: z.string(),
  optionsFromConfiguration: z.boolean(),
  managerIntervalSeconds: z.int(),
  removeUnusedBaseImages: z.boolean(),
  originalMinimumAgeSeconds: z.int(),
  resizedMinimumAgeSeconds: z.int(),
  instancesWithoutImage: count.describe('A base may be theirs: only the database knows.'),
  doubts: z
    .array(
      z.strictObject({
        path: z.string(),
        reason: z.enum(['unreadable', 'configuration', 'link', 'below', 'hidden']),
        leavesOpen: z
          .enum(['images', 'blanks', 'all'])
          .describe('Which bases may be used by it: copies of images, blank disks, or all.'),
      }),
    )
    .describe('The first things of which nobody can tell what they stand on.'),
  doubtCount: count,
  otherHosts: z.array(z.string()).describe('Their instances may use a base too.'),
  differing: z
    .array(
      z.strictObject({
        option: z.string(),
        values: z.array(z.strictObject({ host: z.string(), value: z.string() })),
      }),
    )
    .describe(
      'Options that the opened hosts on this instances_path do not have alike; `?` is not known. The options above are the most careful of all.',
    ),
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
    .enum(['no-host', 'unmounted', 'no-file-system'])
    .nullable()
    .describe(
      "Why availableBytes is null; no-host: of the host only its instances_path was opened, which may be a copy, so that the free space may be another machine's; unmounted: libvirt has instances or nova.conf names their place, and the instances_path is empty or not there.",
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
        'The same of folders that a resize or a deletion left; with downloads and conversions in the cache, and what snapshots leave.',
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
