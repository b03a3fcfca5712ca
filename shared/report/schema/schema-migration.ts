import { z } from 'zod'
import { bytes, CHAIN_ENDS, count } from './schema-values.ts'

const needed = z.strictObject({
  path: z.string(),
  kind: z
    .enum(['backing', 'data', 'domain', 'memory', 'nvram', 'tpm'])
    .describe(
      "nvram: the variables of its firmware. tpm: the state of its TPM, which a guest's disk may be sealed to.",
    ),
  instance: z
    .string()
    .nullable()
    .describe('Folder of another instance in which it lies: it is a disk of that one.'),
  inImageCache: z
    .boolean()
    .describe(
      'Whether it is a base file of an image cache: all that another host may have already.',
    ),
  allocatedBytes: bytes
    .nullable()
    .describe('Null for what lies outside of what was scanned, or was not seen.'),
  lengthBytes: bytes.nullable(),
  otherUsers: count.describe("Other instances' folders that use it too, at whatever distance."),
})

const linked = z.strictObject({
  path: z.string(),
  linkedFrom: z.string().describe('The symlink in its folder.'),
  allocatedBytes: bytes.nullable().describe('Null where the file system makes it up.'),
  lengthBytes: bytes,
})

const rest = z.strictObject({
  path: z.string(),
  kind: z
    .enum(['image', 'copy', 'boot', 'console', 'other'])
    .describe(
      'image: a copy, or another image that no disk of the instance stands on. boot: the kernel or ramdisk ' +
        'that it boots from. copy: what a block job copies one of the disks to now.',
    ),
  allocatedBytes: bytes.nullable().describe('Null where the file system makes it up.'),
  lengthBytes: bytes,
})

/** What must travel together when an instance is moved or saved: an overlay alone is not the disk. */
export const migration = z.strictObject({
  files: count.describe(
    'Files of its folder, with the disks elsewhere that symlinks in it lead to: all of them travel. ' +
      'A symlink and its disk are one.',
  ),
  linkedFiles: z
    .array(linked)
    .describe(
      'Those of its files that lie elsewhere, to which symlinks in its folder lead: a copy of the folder ' +
        'brings the symlinks alone.',
    ),
  alsoInFolder: z
    .array(rest)
    .describe(
      'Files of its folder from 1 MiB on, the largest first and at most eight, that are neither its disks ' +
        'nor needed by one: they go along with the folder; but for what it boots from it runs without them.',
    ),
  needs: z
    .array(z.string())
    .describe(
      'Paths of what it cannot do without beside those: what its disks stand on and keep ' +
        'their data in, each once, then its domain XML, the memory that it was suspended to, the ' +
        'variables of its firmware and the state of its TPM; as the XML names them where they were not seen.',
    ),
  needed: z.array(needed).describe('The same files, in the same order, and what each of them is.'),
  movedBytes: bytes
    .nullable()
    .describe(
      'Allocated by all of it up to the end of each file: moved as files by a copy that keeps holes. ' +
        'Null where a part of it is not known, as all sums are where not all of its folder could be read.',
    ),
  movedLengthBytes: bytes
    .nullable()
    .describe('The lengths of the same files: what a copy takes that does not keep holes.'),
  withBaseThereBytes: bytes
    .nullable()
    .describe(
      'The same of all of it but files of image caches: copied to where its bases are already. ' +
        "Another instance's disk is no base.",
    ),
  withBaseThereLengthBytes: bytes.nullable().describe('The lengths of the same files.'),
  flattenedBytes: bytes
    .nullable()
    .describe('Written as images that stand on nothing; known without reading a table, or null.'),
  flattenedUnknown: z
    .enum(['tables', 'chain', 'folder'])
    .nullable()
    .describe(
      'Why not: its disks have to be measured, the chain of one of them is not whole or could not ' +
        'be read, or there may be disks in its folder that nobody saw.',
    ),
  broken: z
    .array(z.string())
    .describe(
      'Paths of disks whose chain is not whole, so that what is missing cannot be brought along, or ' +
        'could not be read, so that what they need is not known.',
    ),
  lacking: z
    .array(
      z.strictObject({
        path: z.string(),
        state: z
          .enum(CHAIN_ENDS)
          .describe(
            "refused: it names one of the host's own files, which is no part of it and must never be copied along.",
          ),
        recorded: z.string().nullable().describe('The name of what it lacks, as an image has it.'),
      }),
    )
    .describe(
      'The same disks, each with what it lacks: what it stands on, or what it or that keeps its data in.',
    ),
  hostDevices: z
    .array(
      z.strictObject({
        type: z
          .string()
          .describe(
            'pci, mdev, usb, tpm and so on; filesystem, nvdimm and secret as libvirt has them.',
          ),
        name: z
          .string()
          .nullable()
          .describe('Its address, the UUID of a mediated device or a secret, or a path.'),
      }),
    )
    .describe(
      'What of its host it is given: it starts on none that lacks them, whatever is copied.',
    ),
})

const dependant = z.strictObject({
  path: z.string(),
  allocatedBytes: bytes.describe('Of the files that stand on the base.'),
  disks: count,
})

/** What does not open without a base, at whatever distance, the largest first. */
export const dependants = z.strictObject({
  instances: z
    .array(dependant)
    .describe(
      "Folders of instances, leftovers' too, in which a file lies that does not open without it, " +
        'each once; at least these where usersAreAtLeast.',
    ),
  others: z.array(dependant).describe('Files that lie in none: snapshots, other bases, images.'),
})
