import { z } from 'zod'
import { vocabularyEn } from '../vocabulary/en.ts'
import {
  allocatedByUse,
  baseAccountingShape,
  growth,
  imageCache,
  nova,
  novaDisk,
  sizes,
} from './schema-accounting.ts'
import { dependants, migration } from './schema-migration.ts'
import { configuration, descent, identityShape, sharingHost, storage } from './schema-node.ts'

/** Version of the JSON report. Later versions only add; a change of meaning would be 2. */
const SCHEMA_VERSION = 1

const bytes = z.int().nonnegative()
const count = z.int().nonnegative()
const time = z.iso.datetime()
const format = z.string().nullable().describe("qemu's name.")
const content = z
  .enum(['iso', 'gpt', 'mbr'])
  .nullable()
  .describe('What raw data was recognised as.')

const allocatedFrom = z
  .enum(['blocks', 'tables', 'unknown'])
  .describe("From st_blocks, from a qcow2 image's own tables, or not known.")

const finding = z.strictObject({
  code: z.string().describe('Stable; shared/findings/FINDINGS.md lists them.'),
  severity: z.enum(['high', 'warning', 'info']),
  path: z.string().describe('Below the root; an id of the thing it is about.'),
  kind: z.string().describe('What the thing is: disk, base, image, instance, file-system, ...'),
  instance: z.string().nullable().describe('Path of the instance whose folder it lies in.'),
  base: z.string().nullable().describe('Name in the image cache.'),
  message: z.string(),
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])),
})

const backing = z.strictObject({
  recorded: z.string().describe('The name in the header, as it stands there.'),
  resolved: z.string().nullable().describe('Where it was found: below the root, or absolute.'),
  format,
  state: z.string().describe('How the chain ends: complete, missing, loop, protocol, ...'),
})

const disk = z.strictObject({
  name: z.string(),
  path: z.string(),
  linkedFrom: z
    .string()
    .nullable()
    .describe('Where the file lies elsewhere: the symlink in the folder that leads to it.'),
  role: z.string(),
  format,
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
  sizes: sizes.nullable(),
  nova: novaDisk.describe("Nova's own numbers of the disk."),
  descent: descent.nullable(),
})

const instance = z.strictObject({
  uuid: z.string(),
  name: z.string().nullable(),
  ...identityShape,
  path: z.string(),
  linkedFrom: z
    .string()
    .nullable()
    .describe('Where the folder lies elsewhere: the symlink among the instances that leads to it.'),
  kind: z.enum(['instance', 'resize', 'del', 'legacy']),
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
  sizes: sizes.nullable(),
  orphan: z
    .boolean()
    .describe(
      "None of the host's domains is this instance's, and its folder has not changed for a day.",
    ),
  changedAt: time.nullable(),
  migration: migration.nullable(),
  disks: z.array(disk),
})

const base = z.strictObject({
  name: z.string(),
  path: z.string(),
  kind: z.string(),
  imageId: z.string().nullable().describe('Glance image whose id hashes to the name.'),
  format,
  content,
  virtualBytes: bytes.nullable(),
  lengthBytes: bytes,
  allocatedBytes: bytes.nullable().describe('Null where the file system makes blocks up.'),
  allocatedFrom,
  modifiedAt: time.nullable(),
  usedBy: z.array(z.string()).describe('Paths of the disks that stand on it directly.'),
  instances: count,
  overlayAllocatedBytes: bytes,
  dependants,
  ...baseAccountingShape,
})

const image = z.strictObject({
  name: z.string(),
  path: z.string(),
  role: z.string().nullable().describe("`glance-image` for a store's own files."),
  format,
  content,
  virtualBytes: bytes.nullable(),
  lengthBytes: bytes,
  allocatedBytes: bytes.nullable().describe('Null where the file system makes blocks up.'),
  allocatedFrom,
  modifiedAt: time.nullable(),
  chain: z.string(),
  base: z.string().nullable().describe('The base that was made from it.'),
  hardLinkOf: z
    .string()
    .nullable()
    .describe('The first name of the same file among the images: its sizes count there.'),
  dataOf: z
    .string()
    .nullable()
    .describe("The image whose data it holds: a qcow2's data file, an extent of a VMDK."),
})

const entry = z.strictObject({
  path: z.string(),
  type: z.string().describe('file, directory, symlink, fifo, ...'),
  role: z
    .string()
    .describe(
      'What it is by its place and name: lock, compute_nodes, ...; `unknown` if not known.',
    ),
  lengthBytes: bytes.nullable().describe('Null where it could not be looked at.'),
  allocatedBytes: bytes.nullable(),
  allocatedFrom,
  modifiedAt: time.nullable(),
  target: z.string().nullable().describe('Of a symlink: where it leads, as it is recorded.'),
})

const scanKind = z.enum(['node', 'instances', 'glance', 'domains', 'folder'])

const scan = z.strictObject({
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
  startedAt: time,
  finishedAt: time,
  partial: z.boolean(),
  reason: z
    .enum(['cancelled', 'not-responding', 'failed', 'not-opened'])
    .nullable()
    .describe('`not-opened`: one of several paths is not in it; `errors` says which.'),
  errors: z
    .array(z.strictObject({ path: z.string(), code: z.string(), errno: z.string() }))
    .describe('Paths are below the root; of what could not be opened at all they are absolute.'),
})

const fileSystem = z.strictObject({
  type: z.string().nullable(),
  mountPoint: z.string().nullable(),
  source: z.string().nullable(),
  readOnly: z.boolean().nullable(),
  totalBytes: bytes,
  freeBytes: bytes,
  availableBytes: bytes,
})

const totals = z.strictObject({
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
  incompleteInstances: count.describe(
    'Instances that may have disks which nobody saw: both leave these out as well.',
  ),
  overCommittedBytes: bytes.describe(vocabularyEn.overcommit.text),
  images: count.describe('Rows of `images` without imageParts: of stores and of any other folder.'),
  imageParts: count.describe(
    'Rows of `images` that only hold the data of another (`dataOf`, or role `vmdk.extent`): they ' +
      'count with that one.',
  ),
  imageVirtualBytes: bytes.describe('Of the images of which it is known, hard links once.'),
  imagesOfUnknownSize: count.describe('Images that imageVirtualBytes leaves out.'),
  bases: count.describe('What is in `bases`.'),
  baseVirtualBytes: bytes.describe('Of the base files of which it is known.'),
  basesOfUnknownSize: count.describe('Base files that baseVirtualBytes leaves out.'),
  diskAvailableLeastBytes: z.int().nullable().describe(vocabularyEn.availableLeast.text),
})

const node = z
  .strictObject({
    opened: z.array(z.string()).describe('Its paths, absolute.'),
    host: z.string().nullable().describe('What Nova calls it.'),
    kind: scanKind,
    filesystem: fileSystem.nullable(),
    configuration,
    nova: nova.nullable(),
    imageCache: imageCache.nullable(),
    growth,
    hosts: z.array(sharingHost).describe('Who uses its instances_path, from compute_nodes.'),
  })
  .describe('What is said of one host alone.')

/** A node's usage report. Sizes are integers in bytes, times ISO 8601 in UTC, paths below the root. */
export const nodeReportSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  generator: z.strictObject({ name: z.string(), version: z.string() }),
  createdAt: time,
  scan,
  filesystem: fileSystem.nullable(),
  storage: storage.nullable(),
  configuration,
  totals,
  nova: nova.nullable(),
  imageCache: imageCache.nullable(),
  growth,
  bases: z.array(base),
  instances: z.array(instance),
  images: z.array(image),
  entries: z
    .array(entry)
    .describe(
      'All that belongs to no instance, and is neither in `bases` nor in `images`. An ' +
        "instance's domain XML is the instance's: its `xml` names it.",
    ),
  entriesLeftOut: z
    .strictObject({ count, allocatedBytes: bytes })
    .describe('Of very many entries the largest are listed: what the others come to.'),
  findings: z.array(finding),
  nodes: z
    .array(node)
    .exactOptional()
    .describe(
      'Where several instances_paths were opened: each host. Then `nova` and `imageCache` above ' +
        'are null, `configuration` is empty, and the tables hold the rows of all.',
    ),
})

export type NodeReport = z.infer<typeof nodeReportSchema>

/** The same as JSON Schema, to check reports with other tools. */
export function nodeReportJsonSchema(): object {
  return z.toJSONSchema(nodeReportSchema)
}
