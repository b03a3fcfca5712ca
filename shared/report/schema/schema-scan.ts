import { z } from 'zod'
import { vocabularyEn } from '../../vocabulary/en.ts'
import { allocatedByUse } from './schema-accounting.ts'
import { bytes, count, time } from './schema-values.ts'

/** What the JSON report says of a scan as a whole. */

export const scanKind = z.enum(['node', 'instances', 'glance', 'domains', 'folder'])

export const scan = z.strictObject({
  root: z
    .string()
    .describe(
      'What paths in the report are below. Of an image its folder, of several paths the nearest ' +
        'folder above all of them: neither was opened itself.',
    ),
  opened: z
    .string()
    .nullable()
    .describe('What was opened; null where several paths were, which openedPaths lists.'),
  openedPaths: z
    .array(z.strictObject({ path: z.string(), kind: z.enum([...scanKind.options, 'image']) }))
    .exactOptional()
    .describe('Where several paths were opened: each, absolute. Nothing else below the root was.'),
  roots: z
    .array(z.string())
    .describe(
      'Topmost folders of which everything is counted, and linked disks outside of them: what to ask du for.',
    ),
  kind: scanKind.describe('Of several paths the one that says most.'),
  recognised: z
    .boolean()
    .describe(
      'Anything of Nova, Glance or libvirt, an image, or a part of it that could not be seen.',
    ),
  nodesInside: z
    .array(z.string())
    .exactOptional()
    .describe(
      'Where a folder above of compute nodes was opened: what to open to see them as such, below the root.',
    ),
  domainsAlone: count
    .exactOptional()
    .describe(
      'Where only the XML of domains was opened: how many there are. No row and no sum has their disks; ' +
        'with the instances_path opened too they have those that are files.',
    ),
  startedAt: time,
  finishedAt: time,
  partial: z
    .boolean()
    .describe('Not everything was seen: rows may be missing, and sums be too small.'),
  reason: z
    .enum([
      'cancelled',
      'not-responding',
      'failed',
      'not-opened',
      'unreadable',
      'unmounted',
      'domains-alone',
    ])
    .nullable()
    .describe(
      '`not-opened`: one of several paths is not in it; `unreadable`: entries could not be read; `errors` says which; `unmounted`: libvirt has instances or nova.conf names their place, and the instances_path is empty or not there; `domains-alone`: only the XML of domains was opened, and none of their disks.',
    ),
  errors: z
    .array(z.strictObject({ path: z.string(), code: z.string(), errno: z.string() }))
    .describe('Paths are below the root; of what could not be opened at all they are absolute.'),
  wentAway: z
    .strictObject({ count, first: z.string().describe('Below the root.') })
    .exactOptional()
    .describe(
      'What was listed and was gone when it was looked at, an instance’s folder with all that was in it as one: it is in no row and no sum, and makes no scan partial.',
    ),
})

export const fileSystem = z.strictObject({
  type: z.string().nullable(),
  mountPoint: z.string().nullable(),
  source: z.string().nullable(),
  readOnly: z.boolean().nullable(),
  totalBytes: bytes,
  freeBytes: bytes,
  availableBytes: bytes,
})

export const totals = z.strictObject({
  instances: count,
  disks: count,
  files: count.describe('Everything but directories.'),
  directories: count,
  unreadable: count.describe('Entries; scan.errors lists them.'),
  hidden: count.describe(
    'Of these, what hides bytes: folders without a list, entries without a stat. With some of them, ' +
      'allocatedBytes and what it is divided into are at least so much.',
  ),
  allocatedBytes: bytes.describe('Of everything but directories, hard links once.'),
  directoryBytes: bytes.describe('Of directories themselves.'),
  uncounted: count.describe(
    'Files of which the file system makes up what they take: no sum of allocated bytes has them, so that each is at least so much.',
  ),
  otherDirectoryBytes: bytes.describe('Of directoryBytes, the part that is in otherBytes.'),
  allocatedByKind: z
    .strictObject({
      instancesBytes: bytes,
      basesBytes: bytes,
      imagesBytes: bytes,
      leftoversBytes: bytes,
      otherBytes: bytes,
    })
    .describe('Adds up to allocatedBytes + directoryBytes.'),
  allocatedByUse,
  virtualBytes: bytes.describe('Of the disks of which it is known.'),
  disksOfUnknownSize: count.describe('Disks that virtualBytes and overCommittedBytes leave out.'),
  disksOfUnknownGrowth: count.describe(
    'Disks that only overCommittedBytes leaves out: the file system makes up what is written of them.',
  ),
  incompleteInstances: count.describe(
    'Instances that may have disks which nobody saw: both leave these out as well.',
  ),
  overCommittedBytes: bytes.describe(vocabularyEn.overcommit.text),
  images: count.describe('Rows of `images` without imageParts: of stores and of any other folder.'),
  imageParts: count.describe(
    'Rows of `images` that only hold the data of another (`dataOf`, or role `vmdk.extent` or `qcow2.data`): they ' +
      'count with that one.',
  ),
  imageVirtualBytes: bytes.describe('Of the images of which it is known, hard links once.'),
  imagesOfUnknownSize: count.describe('Images that imageVirtualBytes leaves out.'),
  bases: count.describe(
    'Base files: rows of `bases` that are no symlinks. What downloads and conversions left is in leftoversBytes.',
  ),
  baseVirtualBytes: bytes.describe('Of the base files of which it is known, hard links once.'),
  basesOfUnknownSize: count.describe('Base files that baseVirtualBytes leaves out.'),
  diskAvailableLeastBytes: z.int().nullable().describe(vocabularyEn.availableLeast.text),
})
