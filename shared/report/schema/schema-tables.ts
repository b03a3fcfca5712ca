import { z } from 'zod'
import { SEVERITIES } from '../../findings/types.ts'
import { baseAccountingShape } from './schema-cache.ts'
import { dependants } from './schema-migration.ts'
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

/** Rows of the JSON report that are no instances. */

export const finding = z.strictObject({
  code: z.string().describe('Stable; shared/findings/FINDINGS.md lists them.'),
  severity: z.enum(SEVERITIES),
  path: z.string().describe('Below the root; an id of the thing it is about.'),
  kind: z.string().describe('What the thing is: disk, base, image, instance, file-system, ...'),
  instance: z.string().nullable().describe('Path of the instance whose folder it lies in.'),
  instances: z
    .array(z.string())
    .optional()
    .describe('Where it is of several instances: the paths of all of them.'),
  base: z.string().nullable().describe('Name in the image cache.'),
  message: z.string(),
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()])),
})

/** What is told of the image that a row is, a base or a stored one. */
const ofImage = {
  format,
  content,
  virtualBytes: bytes.nullable(),
  lengthBytes: bytes,
  allocatedBytes: bytes.nullable().describe('Null where the file system makes blocks up.'),
  allocatedFrom,
  modifiedAt: time.nullable(),
  layers,
  unknown,
}

export const base = z.strictObject({
  name: z.string(),
  path: z.string(),
  kind: z.string(),
  linkTarget: z
    .string()
    .nullable()
    .describe('Of a symlink: where it leads, as it is recorded; its sizes are its own.'),
  linkedPath: z.string().nullable().describe('The file there, as far as that was opened.'),
  linkedFrom: z
    .string()
    .nullable()
    .describe('Of a file that lies elsewhere: the symlink in the image cache that leads to it.'),
  imageId: z.string().nullable().describe('Glance image whose id hashes to the name.'),
  ...ofImage,
  usedBy: z
    .array(z.string())
    .describe(
      'Paths of the disks that stand on it directly: at least these where usersAreAtLeast. How many ' +
        'instances need it, `users` tells.',
    ),
  instances: count.describe(
    'Folders of instances, leftovers too, that a file of usedBy lies in: those that stand on it ' +
      'directly; at least so many where usersAreAtLeast.',
  ),
  overlayAllocatedBytes: bytes.describe('Of usedBy; at least so much where usersAreAtLeast.'),
  dependants,
  ...baseAccountingShape,
})

export const image = z.strictObject({
  name: z.string(),
  path: z.string(),
  role: z.string().nullable().describe("`glance-image` for a store's own files."),
  ...ofImage,
  chain: z.string(),
  backing: backing.nullable().describe('What its header names below it.'),
  usedBy: z
    .array(z.string())
    .describe(
      'Paths of the images that stand on it directly; at least these where usersAreAtLeast.',
    ),
  dependants,
  usersAreAtLeast: z
    .boolean()
    .describe(
      'Something that could not be read, or was not opened, may stand on it too: always of an image that was opened by itself.',
    ),
  base: z.string().nullable().describe('The base that was made from it.'),
  bases: z
    .array(z.string())
    .describe(
      'Of an image in a store all bases here that were made from it, by their names: those of other hosts, and resized ones too.',
    ),
  hardLinkOf: z
    .string()
    .nullable()
    .describe('The first name of the same file among the images: its sizes count there.'),
  dataOf: z
    .string()
    .nullable()
    .describe("The image whose data it holds: a qcow2's data file, an extent of a VMDK."),
})

export const imageInside = z.strictObject({
  name: z.string(),
  path: z.string(),
  ...ofImage,
  chain: z.string(),
  backing: backing.nullable().describe('What its header names below it.'),
})

export const entry = z.strictObject({
  path: z.string(),
  type: z.string().describe('file, directory, symlink, fifo, ...'),
  role: z
    .string()
    .describe(
      'What it is by its place and name: lock, compute_nodes, ...; `unknown` if not known.',
    ),
  format: z
    .string()
    .nullable()
    .describe('Of an image: as it was probed; null where it is none, or was not looked into.'),
  lengthBytes: bytes.nullable().describe('Null where it could not be looked at.'),
  allocatedBytes: bytes.nullable(),
  allocatedFrom,
  modifiedAt: time.nullable(),
  target: z.string().nullable().describe('Of a symlink: where it leads, as it is recorded.'),
})
