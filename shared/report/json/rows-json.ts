import type { TravelOf } from '../../analysis/accounting/travel/travels.ts'
import type { DescentOf } from '../../analysis/chain/descent.ts'
import type { ChainAt } from '../../analysis/chain/scanned-chains.ts'
import type { NodeView } from '../../analysis/model.ts'
import { formatRead, overcommit } from '../../analysis/rows/disks.ts'
import { virtualSum } from '../../analysis/rows/instance-sums.ts'
import type { BaseRow, DiskCell, ImageRow, InstanceRow } from '../../analysis/rows/rows.ts'
import {
  ifCounted,
  knownAllocated,
  knownSizes,
  knownSizesOfDisk,
} from '../../analysis/sizes/known-allocated.ts'
import { subjectsOf } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { NodeReport } from '../schema/schema.ts'
import { findingText } from '../text/finding-text.ts'
import { formatPart, shownFormat } from '../text/format-text.ts'
import { isoTime } from '../time.ts'
import { baseAccountingPart, novaDiskPart, sizesPart } from './accounting-json.ts'
import { descentPart, identityPart } from './identity-json.ts'
import { layersPart } from './layers-json.ts'
import { dependantsPart, migrationPart } from './migration-json.ts'
import { unknownOfDisk, unknownOfImage, unknownOfInstance } from './unknown-json.ts'

/** What is asked of a scan for each row. */
export interface RowAnswers {
  readonly descents: DescentOf
  readonly travelOf: TravelOf
  readonly chainAt: ChainAt
}

export function instancePart(
  row: InstanceRow,
  answers: RowAnswers,
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
    mayBeOf: [...(row.otherHosts ?? [])],
    changedAt: isoTime(row.changedMs) ?? null,
    migration: migrationPart(row, answers.travelOf(row)),
    disks: row.disks.map((disk) => diskPart(row, disk, answers)),
    unknown: unknownOfInstance(row),
  }
}

function diskPart(
  row: InstanceRow,
  disk: DiskCell,
  { descents, chainAt }: RowAnswers,
): NodeReport['instances'][number]['disks'][number] {
  const { backing } = disk
  return {
    name: disk.name,
    path: disk.path,
    linkedFrom: disk.linkedAt ?? null,
    role: disk.role,
    ...formatPart(disk.format),
    declaredFormat: disk.declared ?? null,
    readAs: shownFormat(formatRead(disk)) ?? null,
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
    sizes: sizesPart(knownSizesOfDisk(disk)),
    nova: novaDiskPart(disk),
    layers: layersPart(chainAt(disk.linkedAt ?? disk.path)),
    descent: descentPart(descents(row, disk)),
    unknown: unknownOfDisk(row, disk),
  }
}

export function basePart(
  row: BaseRow,
  view: NodeView,
  chainAt: ChainAt,
): NodeReport['bases'][number] {
  return {
    name: row.name,
    path: row.id,
    kind: row.base.kind,
    linkTarget: row.link?.target ?? null,
    linkedPath: row.link?.to ?? null,
    imageId: row.glanceId ?? null,
    ...formatPart(row.image?.format),
    virtualBytes: row.image?.virtualSize ?? null,
    lengthBytes: row.length,
    ...allocatedPart(row),
    modifiedAt: isoTime(row.mtimeMs) ?? null,
    layers: layersPart(chainAt(row.id)),
    unknown: unknownOfImage(row),
    usedBy: row.overlays.map(({ path }) => path),
    instances: row.instanceCount,
    overlayAllocatedBytes: row.overlayAllocated,
    dependants: dependantsPart(row.dependants),
    ...baseAccountingPart(row, view),
  }
}

export function imagePart(row: ImageRow, chainAt: ChainAt): NodeReport['images'][number] {
  return {
    name: row.name,
    path: row.id,
    role: row.role ?? null,
    ...formatPart(row.image?.format),
    virtualBytes: row.image?.virtualSize ?? null,
    lengthBytes: row.length,
    ...allocatedPart(row),
    modifiedAt: isoTime(row.mtimeMs) ?? null,
    layers: layersPart(chainAt(row.id)),
    unknown: unknownOfImage(row),
    chain: row.chain,
    base: row.basePath ?? null,
    hardLinkOf: row.hardLinkOf ?? null,
    dataOf: row.dataOf ?? null,
  }
}

export function entryPart(entry: ScannedEntry): NodeReport['entries'][number] {
  const { path, type, role, length, mtimeMs, link } = entry
  const what = { path, type, role, target: link?.target ?? null }
  if (entry.unseen === true) {
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

export function findingPart(finding: Finding): NodeReport['findings'][number] {
  const { code, severity, subject, evidence } = finding
  const { kind, path, instance = null, base = null } = subject
  const message = findingText(finding)
  const part = { code, severity, path, kind, instance, base, message, evidence: { ...evidence } }
  const instances = instancesOf(finding)
  return instances.length > 1 ? { ...part, instances } : part
}

function instancesOf(finding: Finding): string[] {
  return [...new Set(subjectsOf(finding).flatMap(({ instance = [] }) => instance))]
}

function allocatedPart(
  row: DiskCell | BaseRow | ImageRow | ScannedEntry,
): Pick<NodeReport['bases'][number], 'allocatedBytes' | 'allocatedFrom'> {
  const { allocatedFrom = 'blocks' } = row
  return { allocatedBytes: knownAllocated(row) ?? null, allocatedFrom }
}
