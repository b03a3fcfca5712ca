import type { TravelOf } from '../analysis/accounting/travels.ts'
import { absolutePath } from '../analysis/address.ts'
import { createDescents, type Descent, type DescentOf } from '../analysis/descent.ts'
import { overcommit } from '../analysis/disks.ts'
import { virtualSum } from '../analysis/instance-sums.ts'
import { ifCounted, knownAllocated, knownSizes } from '../analysis/known-allocated.ts'
import type {
  BaseRow,
  DiskCell,
  ImageRow,
  InstanceRow,
  NodeView,
  ViewOfNode,
} from '../analysis/model.ts'
import type { FileSystemStat, TreeFault } from '../files/tree.ts'
import type { Finding } from '../findings/types.ts'
import { isUnseen } from '../scan/entry.ts'
import type { ScannedEntry } from '../scan/model.ts'
import {
  baseAccountingPart,
  byUsePart,
  growthPart,
  imageCachePart,
  novaDiskPart,
  novaPart,
  sizesPart,
} from './accounting-json.ts'
import type { PlanSource } from './cleanup-plan.ts'
import { findingText } from './finding-text.ts'
import { formatPart } from './format-text.ts'
import { descentPart, identityPart } from './identity-json.ts'
import { jsonText } from './json-text.ts'
import { dependantsPart, migrationPart } from './migration-json.ts'
import type { Pieces } from './pieces.ts'
// Types only: a report is written without loading the schema that tests check it with.
import type { NodeReport } from './schema.ts'
import { configurationPart, sharingPart, storagePart } from './setup-json.ts'
import { isoTime } from './time.ts'

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
}

type JsonSource = Pick<ReportSource, 'view'> & Partial<ReportSource>

/** The report of a node as the text of a file; `nowMs` is when it is made. */
export function nodeJson(source: JsonSource, generator: Generator, nowMs = Date.now()): Pieces {
  return jsonText(reportParts(source, generator, nowMs))
}

function reportParts(
  { view, travelOf = unknownTravel }: JsonSource,
  generator: Generator,
  nowMs: number,
): ReportParts {
  const descents = createDescents(view)
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
    imageCache: imageCachePart(view.accounting),
    growth: growthPart(view.accounting),
    bases: rowsOf(view.bases, (row) => basePart(row, view)),
    instances: rowsOf(view.instances, (row) => instancePart(row, descents, travelOf)),
    images: rowsOf(view.images, imagePart),
    entries: rowsOf(view.others.listed, entryPart),
    entriesLeftOut: {
      count: view.others.leftOut.count,
      allocatedBytes: view.others.leftOut.allocated,
    },
    findings: rowsOf(view.findings, findingPart),
    ...(view.nodes !== undefined && { nodes: view.nodes.map((node) => nodePart(view, node)) }),
  }
}

const unknownTravel: TravelOf = () => undefined

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
    imageCache: imageCachePart(accounting),
    growth: growthPart(accounting),
    hosts: hosts.map(sharingPart),
  }
}

function scanPart(view: NodeView): NodeReport['scan'] {
  const { rootPath, opened = [], notOpened = [] } = view
  const paths = opened.map(({ path, kind }) => ({ path: absolutePath(rootPath, path), kind }))
  return {
    root: rootPath,
    opened: openedAlone(rootPath, paths),
    ...(paths.length > 1 && { openedPaths: paths }),
    roots: [...view.covered],
    kind: view.kind,
    startedAt: timeOrEpoch(view.startedAtMs),
    finishedAt: timeOrEpoch(view.finishedAtMs),
    partial: view.end.state === 'partial',
    reason: view.end.state === 'partial' ? view.end.reason : null,
    errors: [...notOpened.map(errorPart), ...view.findings.filter(isOwnFault).map(errorOf)],
  }
}

/** Of several paths none was opened alone: what is above them was not opened at all. */
function openedAlone(rootPath: string, paths: readonly { readonly path: string }[]): string | null {
  const [only] = paths
  return paths.length > 1 ? null : (only?.path ?? rootPath)
}

type ScanError = NodeReport['scan']['errors'][number]

function errorPart({ path, code, errno }: TreeFault): ScanError {
  return { path, code, errno }
}

function errorOf({ subject, evidence }: Finding): ScanError {
  const { reason, errno } = evidence
  return { path: subject.path, code: String(reason), errno: String(errno) }
}

/** Entries that could not be read, not images whose chain leads to one. */
function isOwnFault({ code, evidence }: Finding): boolean {
  return code === 'unreadable' && evidence['case'] === 'entry'
}

function fileSystemPart(found: FileSystemStat): NodeReport['filesystem'] {
  return {
    type: found.type ?? null,
    mountPoint: found.mountPoint ?? null,
    source: found.source ?? null,
    readOnly: found.readOnly ?? null,
    totalBytes: found.total,
    freeBytes: found.free,
    availableBytes: found.available,
  }
}

function totalsPart({ totals, accounting }: NodeView): NodeReport['totals'] {
  const { byKind, directoryAllocated = 0 } = totals
  return {
    instances: totals.instances,
    disks: totals.disks,
    files: totals.entries - totals.directories,
    directories: totals.directories,
    unreadable: totals.unreadable,
    hidden: totals.hidden,
    allocatedBytes: totals.allocated - directoryAllocated,
    directoryBytes: directoryAllocated,
    allocatedByKind: {
      instancesBytes: byKind.instances,
      basesBytes: byKind.bases,
      imagesBytes: byKind.images,
      leftoversBytes: byKind.leftovers,
      otherBytes: byKind.other,
    },
    allocatedByUse: byUsePart(accounting),
    virtualBytes: totals.virtual,
    disksOfUnknownSize: totals.unknownDisks,
    incompleteInstances: totals.incompleteInstances,
    overCommittedBytes: totals.overcommit,
    images: totals.imageCount,
    imageParts: totals.imageParts,
    imageVirtualBytes: totals.imageVirtualBytes,
    imagesOfUnknownSize: totals.unknownImages,
    bases: totals.baseCount,
    baseVirtualBytes: totals.baseVirtualBytes,
    basesOfUnknownSize: totals.unknownBases,
    diskAvailableLeastBytes: accounting.nova?.availableLeast ?? null,
  }
}

function instancePart(
  row: InstanceRow,
  descents: DescentOf,
  travelOf: TravelOf,
): NodeReport['instances'][number] {
  return {
    uuid: row.uuid,
    name: row.name ?? null,
    ...identityPart(row),
    path: row.id,
    linkedFrom: row.linkedAt ?? null,
    kind: row.kind,
    files: row.fileCount,
    incomplete: row.incomplete !== undefined,
    virtualBytes: row.virtual,
    disksOfUnknownSize: virtualSum(row).unknownDisks,
    allocatedBytes: row.allocated,
    sizes: sizesPart(knownSizes(row)),
    orphan: row.orphan === true,
    changedAt: isoTime(row.changedMs) ?? null,
    migration: migrationPart(row, travelOf(row)),
    disks: row.disks.map((disk) => diskPart(disk, descents(row, disk))),
  }
}

function diskPart(
  disk: DiskCell,
  descent: Descent,
): NodeReport['instances'][number]['disks'][number] {
  const { backing } = disk
  return {
    name: disk.name,
    path: disk.path,
    linkedFrom: disk.linkedAt ?? null,
    role: disk.role,
    ...formatPart(disk.format),
    virtualBytes: disk.virtual ?? null,
    lengthBytes: disk.length ?? null,
    ...allocatedPart(disk),
    overCommittedBytes: ifCounted([disk], overcommit(disk)) ?? null,
    base: disk.base ?? null,
    chain: disk.chain,
    backing:
      backing === undefined
        ? null
        : {
            recorded: backing.name,
            resolved: backing.path ?? null,
            format: backing.format ?? null,
            state: disk.chain,
          },
    sizes: sizesPart(ifCounted([disk], disk.sizes)),
    nova: novaDiskPart(disk),
    descent: descentPart(descent),
  }
}

function basePart(row: BaseRow, view: NodeView): NodeReport['bases'][number] {
  return {
    name: row.name,
    path: row.id,
    kind: row.base.kind,
    imageId: row.glanceId ?? null,
    ...formatPart(row.image?.format),
    virtualBytes: row.image?.virtualSize ?? null,
    lengthBytes: row.length,
    ...allocatedPart(row),
    modifiedAt: isoTime(row.mtimeMs) ?? null,
    usedBy: row.overlays.map(({ path }) => path),
    instances: row.instanceCount,
    overlayAllocatedBytes: row.overlayAllocated,
    dependants: dependantsPart(row.dependants),
    ...baseAccountingPart(row, view),
  }
}

function imagePart(row: ImageRow): NodeReport['images'][number] {
  return {
    name: row.name,
    path: row.id,
    role: row.role ?? null,
    ...formatPart(row.image?.format),
    virtualBytes: row.image?.virtualSize ?? null,
    lengthBytes: row.length,
    ...allocatedPart(row),
    modifiedAt: isoTime(row.mtimeMs) ?? null,
    chain: row.chain,
    base: row.basePath ?? null,
    hardLinkOf: row.hardLinkOf ?? null,
    dataOf: row.dataOf ?? null,
  }
}

function entryPart(entry: ScannedEntry): NodeReport['entries'][number] {
  const { path, type, role, length, mtimeMs, link } = entry
  const what = { path, type, role, target: link?.target ?? null }
  if (isUnseen(entry)) {
    return {
      ...what,
      lengthBytes: null,
      allocatedBytes: null,
      allocatedFrom: 'unknown',
      modifiedAt: null,
    }
  }
  const modifiedAt = isoTime(mtimeMs) ?? null
  return { ...what, lengthBytes: length, ...allocatedPart(entry), modifiedAt }
}

function findingPart(finding: Finding): NodeReport['findings'][number] {
  const { code, severity, subject, evidence } = finding
  const { kind, path, instance = null, base = null } = subject
  const message = findingText(finding)
  return { code, severity, path, kind, instance, base, message, evidence: { ...evidence } }
}

function allocatedPart(
  row: DiskCell | BaseRow | ImageRow | ScannedEntry,
): Pick<NodeReport['bases'][number], 'allocatedBytes' | 'allocatedFrom'> {
  const { allocatedFrom = 'blocks' } = row
  return { allocatedBytes: knownAllocated(row) ?? null, allocatedFrom }
}

function timeOrEpoch(ms: number): string {
  return isoTime(ms) ?? '1970-01-01T00:00:00.000Z'
}
