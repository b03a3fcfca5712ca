import { z } from 'zod'
import { bytes } from './schema-values.ts'

/** Parts of the JSON report that say how the node is set up. */

const text = z.string().nullable()
const time = z.iso.datetime().nullable()

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
  ignored: z
    .array(z.string())
    .optional()
    .describe(
      'Names that they set and that this Nova, by the XML of its domains Liberty or newer, reads no more.',
    ),
  untold: z
    .array(z.string())
    .optional()
    .describe(
      'Those whose value names an option that is not read: what stands here is the default.',
    ),
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
