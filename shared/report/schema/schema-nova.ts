import { z } from 'zod'
import { vocabularyEn } from '../../vocabulary/en.ts'
import { bytes, count, signed } from './schema-values.ts'

/** Nova's own names: what `get_instance_disk_info` says of the disk. */
export const novaDisk = z.strictObject({
  type: z
    .string()
    .describe(
      "libvirt's driver type, of which Nova tells qcow2 and ploop from all others; `unknown`: nothing declares it, and its header could not be read.",
    ),
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
      'moved',
      'domain-skipped',
      'refused',
    ])
    .nullable()
    .describe(
      "Why it is in none of the host's sums; null where it is; refused: qemu-img does not open it, at which Nova's pass over the host's disks fails (InvalidDiskInfo).",
    ),
})

const reserved = z
  .strictObject({
    hostGib: count.nullable(),
    imageCacheGib: count.nullable(),
    imageCacheIsReserved: z.boolean().nullable(),
  })
  .describe(
    'What placement reserves of DISK_GB; a check before a live migration takes the part of the host off diskAvailableLeast as well. It is not taken off above.',
  )

const placement = z
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
    usedGib: count
      .nullable()
      .describe(
        'Sum of root, ephemeral and swap of the flavors of instances; without the root of what was booted from a volume. Null where nobody could see which instances there are.',
      ),
    smallestFlavor: z
      .strictObject({ flavor: z.string(), gib: count })
      .nullable()
      .describe('The one that wants least of DISK_GB, of the flavors of the instances here.'),
    leftGib: z
      .int()
      .nullable()
      .describe(
        'capacityGib - usedGib; at most so much where unknownInstances is not 0. Null where usedGib is.',
      ),
    maxUnitGib: count
      .nullable()
      .describe('What a single instance may have at most, whatever the ratio: totalGib.'),
    largestInstanceGib: count
      .nullable()
      .describe('The lesser of leftGib and maxUnitGib, not below 0: a larger flavor is refused.'),
    instances: count.nullable().describe('Whose flavor is known; null as usedGib is.'),
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
  .describe('DISK_GB, by which the scheduler gives a host new instances.')

const leftOut = z
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
  .describe('What takes space and is in none of the sums.')

const bound = z
  .strictObject({
    overCommittedBytes: bytes,
    diskAvailableAtMostBytes: signed.nullable(),
    instancesLeftOut: count,
  })
  .nullable()
  .describe(
    'What is known where unknown is blocks, incomplete or outside: the over-commit is at least, and diskAvailableLeast at most, ' +
      'so much. It leaves out all disks of instances of which one is not known. Null where there is no such bound.',
  )

export const nova = z.strictObject({
  countedFrom: z
    .enum(['domains', 'folders'])
    .describe(
      "By libvirt's domains, as Nova does it; by the files in folders of instances where not all of them are known.",
    ),
  instances: count
    .nullable()
    .describe(
      'Whose disks are in the sums; null where their storage is not mounted or could not be read.',
    ),
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
      'blocks',
      'shared',
      'outside',
      'no-host',
      'unmounted',
      'unread',
      'refused',
    ])
    .nullable()
    .describe(
      "Why diskAvailableLeast is null; blocks: the file system makes up what a disk takes; no-host: of the host only its instances_path was opened, which may be a copy, so that the free space may be another machine's; unmounted: the instances_path is empty or not there although libvirt has instances or nova.conf names it, so that neither their disks nor their file system were seen; unread: the instances_path, a folder on the way to it or the nova.conf that names it could not be read; refused: there is no sum, since the pass of Nova fails at a disk that qemu-img does not open (InvalidDiskInfo), and the database keeps what it had.",
    ),
  atLeast: bound,
  reserved,
  placement,
  leftOut,
})
