import { type TravelOf, unknownTravel } from '../../analysis/accounting/travel/travels.ts'
import { type ChainAt, unknownChain } from '../../analysis/chain/scanned-chains.ts'
import type { PlanSource } from '../../analysis/cleanup/plan.ts'
import type { NodeView, ViewOfNode } from '../../analysis/model.ts'
import { absolutePath } from '../../analysis/places/address.ts'
import { createBasesOfImage } from '../../analysis/rows/bases-of-image.ts'
import { createDescents } from '../../analysis/rows/descent.ts'
import { type ImagesInside, unknownInside } from '../../analysis/rows/images-inside.ts'
import type { Pieces } from '../pieces.ts'
// Types only: a report is written without loading the schema that tests check it with.
import type { NodeReport } from '../schema/schema.ts'
import { growthPart } from './accounting-json.ts'
import { imageCachePart } from './cache-json.ts'
import { instancePart } from './instance-json.ts'
import { jsonText } from './json-text.ts'
import { novaPart } from './nova-json.ts'
import { basePart, entryPart, findingPart, imagePart } from './rows-json.ts'
import { scanPart, timeOrEpoch, totalsPart } from './scan-json.ts'
import { configurationPart, fileSystemPart, sharingPart, storagePart } from './setup-json.ts'

export interface Generator {
  readonly name: string
  readonly version: string
}

/** A report whose tables are made row by row as they are written: together they are large. */
type ReportParts = {
  readonly [Key in keyof NodeReport]: NodeReport[Key] extends readonly (infer Row)[]
    ? Iterable<Row>
    : NodeReport[Key]
}

/** A finished scan with what is answered of it. */
export interface ReportSource extends PlanSource {
  readonly travelOf: TravelOf
  readonly chainAt: ChainAt
  readonly imagesInside: ImagesInside
}

type JsonSource = Pick<ReportSource, 'view'> & Partial<ReportSource>

/** The report of a node as the text of a file; `nowMs` is when it is made. */
export function nodeJson(source: JsonSource, generator: Generator, nowMs = Date.now()): Pieces {
  return jsonText(reportParts(source, generator, nowMs))
}

function reportParts(
  {
    view,
    travelOf = unknownTravel,
    chainAt = unknownChain,
    imagesInside = unknownInside,
  }: JsonSource,
  generator: Generator,
  nowMs: number,
): ReportParts {
  const basesOf = createBasesOfImage(view)
  const answers = { descents: createDescents(view), travelOf, chainAt, imagesInside }
  return {
    schemaVersion: 1,
    generator: { name: generator.name, version: generator.version },
    createdAt: timeOrEpoch(nowMs),
    scan: scanPart(view),
    filesystem: view.fileSystem === undefined ? null : fileSystemPart(view.fileSystem),
    storage: view.storage === undefined ? null : storagePart(view.storage),
    configuration: configurationPart(view),
    totals: totalsPart(view),
    nova: novaPart(view.accounting),
    imageCache: imageCachePart(view.accounting, view.layout),
    growth: growthPart(view.accounting),
    bases: rowsOf(view.bases, (row) => basePart(row, view, chainAt)),
    instances: rowsOf(view.instances, (row) => instancePart(row, answers)),
    images: rowsOf(view.images, (row) => imagePart(row, chainAt, basesOf)),
    entries: rowsOf(view.others.listed, entryPart),
    entriesLeftOut: {
      count: view.others.leftOut.count,
      allocatedBytes: view.others.leftOut.allocated,
    },
    findings: rowsOf(view.findings, findingPart),
    ...(view.nodes !== undefined && { nodes: view.nodes.map((node) => nodePart(view, node)) }),
  }
}

function* rowsOf<Thing, Row>(things: readonly Thing[], row: (thing: Thing) => Row): Iterable<Row> {
  for (const thing of things) yield row(thing)
}

function nodePart(
  { rootPath }: NodeView,
  node: ViewOfNode,
): NonNullable<NodeReport['nodes']>[number] {
  const { accounting, fileSystem, layout, parts, hosts } = node
  return {
    opened: parts.map((path) => absolutePath(rootPath, path)),
    host: node.name ?? null,
    kind: layout.kind,
    filesystem: fileSystem === undefined ? null : fileSystemPart(fileSystem),
    configuration: configurationPart({ layout }),
    nova: novaPart(accounting),
    imageCache: imageCachePart(accounting, layout),
    growth: growthPart(accounting),
    hosts: hosts.map(sharingPart),
  }
}
