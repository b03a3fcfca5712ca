import { z } from 'zod'
import { VOLUME_TYPES } from '../../formats/content/types.ts'

/** Kinds of values in the JSON report. */

export const bytes = z.int().nonnegative()
/** Bytes of a difference. */
export const signed = z.int()
export const count = z.int().nonnegative()
export const time = z.iso.datetime()
export const format = z.string().nullable().describe("qemu's name.")
export const content = z
  .enum(['iso', 'gpt', 'mbr', ...VOLUME_TYPES, 'elf'])
  .nullable()
  .describe(
    'What raw data was recognised as: a CD image, a partition table, or, by blkid’s names and as far as ' +
      'its first 4 KiB tell, a file system, swap or a part of LVM or RAID; `elf` is a program.',
  )

export const allocatedFrom = z
  .enum(['blocks', 'tables', 'unknown'])
  .describe("From st_blocks, from a qcow2 image's own tables, or not known.")

/** How a chain ends that is not whole. */
export const CHAIN_ENDS = [
  'pending',
  'missing',
  'outside',
  'refused',
  'protocol',
  'loop',
  'too-deep',
  'unreadable',
] as const

export const layers = z
  .array(
    z.strictObject({
      state: z
        .enum(['found', ...CHAIN_ENDS])
        .describe(
          'A last one of another state than `found` is where the chain ends: `unreadable` without a ' +
            'name where the image itself could not be read, so that it is not known what is below.',
        ),
      recorded: z.string().nullable().describe('How the image above names it, as it stands there.'),
      recordedFormat: z
        .string()
        .nullable()
        .describe('Which format the image above says that it has.'),
      foundBy: z
        .enum([
          'relative',
          'given-root',
          'node-root',
          'instances-path',
          'verbatim',
          'base-directory',
          'located',
        ])
        .nullable()
        .describe('How the name was looked for in what was opened.'),
      path: z.string().nullable().describe('Below the root, or absolute.'),
      format,
      content,
      virtualBytes: bytes.nullable(),
      lengthBytes: bytes.nullable(),
      allocatedBytes: bytes.nullable(),
      allocatedFrom,
    }),
  )
  .nullable()
  .describe('All that it stands on, the nearest first, without itself. Null for a symlink.')

/** Why the fields of a row are null that are null because something is not known. */
const why = z
  .enum([
    'not-seen',
    'not-read',
    'not-probed',
    'header',
    'format',
    'too-large',
    'blocks',
    'incomplete',
    'unread-below',
    'unread-users',
    'not-counted',
  ])
  .nullable()

export const unknown = z
  .strictObject({
    virtual: why.describe('Of virtualBytes, and so of overCommittedBytes.'),
    allocated: why.describe('Of allocatedBytes, and so of overCommittedBytes.'),
    sizes: why.describe('Of sizes, or of exclusiveBytes and amortisedShareBytes.'),
  })
  .nullable()
  .describe(
    'Why sizes are null; null where all are known. `not-seen`: the system did not let anybody look ' +
      'at it; `not-read`: it could not be opened; `not-probed`: nothing says that it is an image; ' +
      '`header`: its header is damaged; `format`: nothing in its format tells; `too-large`: it is ' +
      'of 2^53 bytes or more, which is not counted; `blocks`: the file system makes st_blocks up; `incomplete`: not all of the folder could be read; `unread-below`: ' +
      'an image that it stands on could not be read; `unread-users`: something unread may use the same ' +
      'files; `not-counted`: the scan did not come so far.',
  )

/** What a header names below its image. */
export const backing = z.strictObject({
  recorded: z.string().describe('The name in the header, as it stands there.'),
  resolved: z.string().nullable().describe('Where it was found: below the root, or absolute.'),
  format,
  state: z.string().describe('How the chain ends: complete, missing, loop, protocol, ...'),
})
