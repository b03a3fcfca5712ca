import { z } from 'zod'
import { growth } from './schema-accounting.ts'
import { imageCache } from './schema-cache.ts'
import { instance } from './schema-instances.ts'
import { configuration, sharingHost, storage } from './schema-node.ts'
import { nova } from './schema-nova.ts'
import { fileSystem, scan, scanKind, totals } from './schema-scan.ts'
import { base, entry, finding, image } from './schema-tables.ts'
import { bytes, count, time } from './schema-values.ts'

/** Version of the JSON report. Later versions only add; a change of meaning would be 2. */
const SCHEMA_VERSION = 1

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

/** A node's usage report as JSON Schema, to check reports with other tools. */
export function nodeReportJsonSchema(): object {
  return z.toJSONSchema(nodeReportSchema)
}
