import { z } from 'zod'
import { sizes } from './schema-accounting.ts'
import { descent, identityShape } from './schema-identity.ts'
import { migration } from './schema-migration.ts'
import { novaDisk } from './schema-nova.ts'
import { imageInside } from './schema-tables.ts'
import {
  allocatedFrom,
  backing,
  bytes,
  content,
  count,
  format,
  layers,
  time,
  unknown,
} from './schema-values.ts'

/** An instance of the JSON report, with its disks. */

const disk = z.strictObject({
  name: z.string(),
  path: z.string(),
  linkedFrom: z
    .string()
    .nullable()
    .describe('Where the file lies elsewhere: the symlink in the folder that leads to it.'),
  role: z.string(),
  format: format.describe("qemu's name of what its first bytes are."),
  declaredFormat: z
    .string()
    .nullable()
    .describe("What the domain XML says, else Nova's disk.info; null where neither does."),
  readAs: z
    .string()
    .nullable()
    .describe(
      'As what QEMU reads it: raw where the domain XML declares it raw, whatever it begins with; what ' +
        'disk.info alone calls raw goes by its first bytes.',
    ),
  content,
  virtualBytes: bytes.nullable(),
  lengthBytes: bytes.nullable(),
  allocatedBytes: bytes
    .nullable()
    .describe('Null where the file system makes blocks up, or nothing is known.'),
  allocatedFrom,
  overCommittedBytes: bytes.nullable().describe('Null where one of the two sizes is not known.'),
  base: z.string().nullable(),
  chain: z.string(),
  backing: backing.nullable(),
  layers,
  sizes: sizes.nullable(),
  nova: novaDisk.describe("Nova's own numbers of the disk."),
  descent: descent.nullable(),
  unknown,
})

export const instance = z.strictObject({
  uuid: z.string(),
  name: z.string().nullable(),
  ...identityShape,
  path: z.string(),
  linkedFrom: z
    .string()
    .nullable()
    .describe('Where the folder lies elsewhere: the symlink among the instances that leads to it.'),
  kind: z.enum(['instance', 'resize', 'del', 'legacy', 'aside']),
  files: count.describe(
    'Everything in its folder but directories; a symlink and the disk elsewhere that it leads to are one.',
  ),
  incomplete: z
    .boolean()
    .describe(
      'Not all of its folder could be read: it may have more files and disks, and files, ' +
        'virtualBytes and allocatedBytes are at least so much. Its sizes are null then.',
    ),
  virtualBytes: bytes.describe('Of the disks of which it is known; 0 where it is of none.'),
  disksOfUnknownSize: count.describe('Disks that virtualBytes leaves out.'),
  allocatedBytes: bytes.describe(
    'Of its folder, and of the disks elsewhere that symlinks in it lead to.',
  ),
  allocatedIsAtLeast: z
    .boolean()
    .describe(
      'There may be more: not all of its folder could be read, or the file system makes up what one of its files takes.',
    ),
  sizes: sizes.nullable(),
  withoutDomain: z
    .boolean()
    .describe(
      "The host's domains are all known, and none is this instance's: Nova counts nothing of it.",
    ),
  orphan: z
    .boolean()
    .describe(
      "None of the host's domains is this instance's, and its folder has not changed for a day.",
    ),
  mayBeOf: z
    .array(z.string())
    .describe(
      'Hosts that use the storage too, of a folder that no domain of this host belongs to: it may be theirs.',
    ),
  changedAt: time.nullable(),
  migration: migration.nullable().describe('Null where nothing in its folder could be seen.'),
  disks: z.array(disk),
  images: z
    .array(imageInside)
    .describe(
      'Images of any other name in its folder: none is a disk, a layer of one or a part of it.',
    ),
  unknown,
})
