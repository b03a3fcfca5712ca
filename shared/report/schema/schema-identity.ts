import { z } from 'zod'
import { DEFINED_OTHERWISE } from '../../nova/defined-otherwise.ts'
import { bytes, count } from './schema-values.ts'

/** Parts of the JSON report that say whose an instance is, and where its disks come from. */

const text = z.string().nullable()
const time = z.iso.datetime().nullable()

const flavor = z.strictObject({
  name: z.string(),
  id: text,
  memoryMib: count.nullable(),
  rootGib: count.nullable(),
  ephemeralGib: count.nullable(),
  swapMib: count.nullable(),
  vcpus: count.nullable(),
  extraSpecs: z.array(z.string()).describe('Names alone.'),
})

const account = z.strictObject({ id: z.string(), name: text })

const nic = z.strictObject({
  mac: z.string(),
  type: z.string(),
  source: text,
  target: text,
  model: text,
  portId: text,
  addresses: z.array(z.string()),
})

const remoteDisk = z.strictObject({
  target: text,
  root: z.boolean(),
  kind: z.enum(['file', 'block', 'network', 'other', 'none']),
  location: z.string().describe('As qemu would name it: a path, or protocol:name.'),
  path: text.describe('Where it lies below the root, if in another folder that was opened.'),
  pool: text,
  image: text,
  hosts: z.array(z.string()),
  format: text,
  volumeId: text.describe('Id of the Cinder volume that it is.'),
  from: z.enum(['domain', 'configuration']),
})

/** What a domain XML says of an instance; null throughout where there is none. */
export const identityShape = {
  libvirtName: text,
  xml: text.describe('The domain XML, below the root.'),
  definedXml: text.describe(
    'Of one that runs: the XML that it is started from the next time. All that is told is of what runs.',
  ),
  definedOtherwise: z.array(z.enum(DEFINED_OTHERWISE)).describe('In what that differs.'),
  managedSave: text.describe(
    'Below the root: what its memory was saved to when it was suspended, and it goes on from.',
  ),
  state: z
    .strictObject({
      state: z.string().describe("libvirt's word: running, paused, ..."),
      reason: text.describe('Why: booted, migration, ioerror, ...'),
      job: text.describe(
        'What libvirt does with all of it: migration in, migration out, save, ...',
      ),
      blockJobs: z
        .array(z.string())
        .describe('What QEMU does with its disks, each with its target: copy vda, ...'),
    })
    .nullable()
    .describe(
      'How it is by the status that libvirt keeps of a domain that QEMU runs; null where none was found.',
    ),
  flavor: flavor.nullable(),
  project: account.nullable(),
  user: account.nullable(),
  image: z.strictObject({ id: z.string() }).nullable(),
  createdAt: time,
  novaVersion: text,
  vcpus: count.nullable(),
  memoryBytes: bytes.nullable(),
  nics: z.array(nic),
  graphics: z.array(z.strictObject({ type: z.string(), listen: text, port: text })),
  consoles: z.array(z.strictObject({ type: z.string(), path: text })),
  remoteDisks: z.array(remoteDisk).describe('Disks that are not in the folder.'),
}

/** Where a disk comes from. */
export const descent = z.strictObject({
  imageId: text,
  imagePath: text,
  imageFormat: text,
  imageVirtualBytes: bytes.nullable(),
  base: text.describe(
    'Name of the base; null too where the disk names what is no file of an image cache, which its `backing` has.',
  ),
  basePath: text,
  baseFormat: text,
  isRawTwin: z.boolean().describe('The base is the raw form of an image in another format.'),
  relation: z.enum(['overlay', 'copy']).nullable(),
  match: z.enum(['same', 'different', 'unknown']).describe("Recorded image against base's name."),
})
