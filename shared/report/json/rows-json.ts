import type { ChainAt } from '../../analysis/chain/scanned-chains.ts'
import type { NodeView } from '../../analysis/model.ts'
import type { BasesOfImage } from '../../analysis/rows/bases-of-image.ts'
import type { BaseRow, ImageRow } from '../../analysis/rows/rows.ts'
import { subjectsOf } from '../../findings/finding.ts'
import type { Finding } from '../../findings/types.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { isoTime } from '../../values/time.ts'
import type { NodeReport } from '../schema/schema.ts'
import { findingText } from '../text/finding-text.ts'
import { formatPart } from '../text/format-text.ts'
import { allocatedPart } from './allocated-json.ts'
import { baseAccountingPart } from './cache-json.ts'
import { layersPart } from './layers-json.ts'
import { dependantsPart } from './migration-json.ts'
import { valuesJson } from './said-json.ts'
import { unknownOfImage } from './unknown-json.ts'

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
    linkedFrom: row.linkedAt ?? null,
    imageId: row.glanceId ?? null,
    ...filePart(row, chainAt),
    usedBy: row.overlays.map(({ path }) => path),
    instances: row.instanceCount,
    overlayAllocatedBytes: row.overlayAllocated,
    dependants: dependantsPart(row.dependants),
    ...baseAccountingPart(row, view),
  }
}

export function imagePart(
  row: ImageRow,
  chainAt: ChainAt,
  basesOf: BasesOfImage,
): NodeReport['images'][number] {
  return {
    name: row.name,
    path: row.id,
    role: row.role ?? null,
    ...filePart(row, chainAt),
    chain: row.chain,
    backing: backingPart(row),
    usedBy: (row.overlays ?? []).map(({ path }) => path),
    dependants: dependantsPart(row.dependants ?? { instances: [], others: [] }),
    usersAreAtLeast: row.isUsersAtLeast === true,
    base: row.basePath ?? null,
    bases: basesOf(row).map(({ id }) => id),
    hardLinkOf: row.hardLinkOf ?? null,
    dataOf: row.dataOf ?? null,
  }
}

/** Of an image beside the disks of an instance. */
export function imageInsidePart(
  row: ImageRow,
  chainAt: ChainAt,
): NodeReport['instances'][number]['images'][number] {
  const { name, id: path, chain } = row
  return { name, path, ...filePart(row, chainAt), chain, backing: backingPart(row) }
}

function backingPart({ backing, chain }: ImageRow): NodeReport['images'][number]['backing'] {
  if (backing === undefined) return null
  const { name: recorded, path: resolved = null, format = null } = backing
  return { recorded, resolved, format, state: chain }
}

/** What a base and any other image have in common. */
function filePart(row: BaseRow | ImageRow, chainAt: ChainAt) {
  return {
    ...formatPart(row.image),
    virtualBytes: row.image?.virtualSize ?? null,
    lengthBytes: row.length,
    ...allocatedPart(row),
    modifiedAt: isoTime(row.mtimeMs) ?? null,
    layers: layersPart(chainAt(('linkedAt' in row ? row.linkedAt : undefined) ?? row.id)),
    unknown: unknownOfImage(row),
  }
}

export function entryPart(entry: ScannedEntry): NodeReport['entries'][number] {
  const { path, type, role, length, mtimeMs, link } = entry
  const { format } = formatPart(entry.image)
  const what = { path, type, role, format, target: link?.target ?? null }
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
  const part = {
    code,
    severity,
    path,
    kind,
    instance,
    base,
    message,
    evidence: valuesJson(evidence),
  }
  const instances = instancesOf(finding)
  return instances.length > 1 ? { ...part, instances } : part
}

function instancesOf(finding: Finding): string[] {
  return [...new Set(subjectsOf(finding).flatMap(({ instance = [] }) => instance))]
}
