import { z } from 'zod'
import { bytes, count } from './schema-values.ts'

/** Parts of the JSON report that say whose an instance is, and how the node is set up. */

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

const mounted = z.strictObject({
  path: z.string().describe('Where it was met first.'),
  alsoAt: z.array(z.string()).describe('Other places and opened paths on the same device.'),
  type: text,
  mountPoint: text,
  source: text,
  readOnly: z.boolean().nullable(),
  remote: z.boolean().nullable(),
  blocksTrusted: z.boolean().nullable().describe('False where st_blocks is made up.'),
  totalBytes: bytes.nullable(),
  freeBytes: bytes.nullable(),
  availableBytes: bytes.nullable(),
  notScannedBytes: bytes
    .nullable()
    .describe(
      "Used there by what was not scanned, and by the file system itself; null where that is not known, or the space may be another machine's.",
    ),
  notScanned: z
    .array(z.strictObject({ path: z.string(), allocatedBytes: bytes, atLeast: z.boolean() }))
    .describe('Usual folders of the host that are there and in no sum, the largest first.'),
})

export const sharingHost = z.strictObject({
  host: z.string(),
  seenAt: time,
  active: z.boolean().describe('Seen within a day before the scan.'),
  self: z.boolean(),
  other: z
    .enum(['recent', 'former'])
    .nullable()
    .describe('Not this host: seen within a day before this host was last, or before that.'),
})

export const storage = z.strictObject({
  fileSystems: z.array(mounted),
  hosts: z.array(sharingHost).describe('From compute_nodes.'),
})

const seconds = z.int()

const nova = z.strictObject({
  path: text,
  files: z
    .array(z.string())
    .describe(
      'All that were read, in the order in which they count: what is set in several, the last one says.',
    ),
  set: z.array(z.string()).describe('Options that the files set; all others are defaults.'),
  refused: z
    .array(z.string())
    .describe('Those among them whose value Nova refuses: what stands here is the default.'),
  host: text,
  statePath: text,
  instancesPath: text,
  imagesType: z.string(),
  backend: z.enum(['qcow2', 'flat', 'lvm', 'rbd', 'ploop']),
  rootIsLocal: z.boolean(),
  localFiles: z.array(z.string()).describe('Roles of files that stay in the folder.'),
  rbdPool: text,
  rbdCephConf: text,
  volumeGroup: text,
  useCowImages: z.boolean(),
  forceRawImages: z.boolean(),
  preallocateImages: z.enum(['none', 'space']),
  ephemeralFormat: text.describe(
    'What blank ephemeral disks are named after in the image cache; null where commands of its own make them.',
  ),
  reservedHostDiskMib: z.int(),
  imageCache: z.strictObject({
    name: text,
    managerIntervalSeconds: seconds,
    removeUnused: z.boolean(),
    originalMinimumAgeSeconds: seconds,
    resizedMinimumAgeSeconds: seconds,
  }),
})

const store = z.strictObject({
  name: z.string(),
  type: z.string(),
  remote: z.boolean(),
  default: z.boolean(),
  folders: z.array(z.strictObject({ path: z.string(), priority: z.int() })),
  pool: text,
})

export const configuration = z.strictObject({
  nova: nova.nullable(),
  glance: z
    .strictObject({
      path: text,
      stores: z.array(store),
      imageCacheDir: text,
      scrubberDir: text,
      stagingDir: text,
      tasksWorkDir: text,
    })
    .nullable(),
})
