import type { NodeView } from '../../analysis/model.ts'
import { isUnrecognised } from '../../analysis/opened/unrecognised.ts'
import { absolutePath } from '../../analysis/places/address.ts'
import { lackingDisks, lacksRead, lacksSomething } from '../../analysis/sizes/partial.ts'
import { unreadFindings } from '../../analysis/sizes/unread-findings.ts'
import type { TreeFault } from '../../files/tree.ts'
import type { Finding } from '../../findings/types.ts'
import { isoTime } from '../../values/time.ts'
import type { NodeReport } from '../schema/schema.ts'
import { byUsePart } from './accounting-json.ts'

export function scanPart(view: NodeView): NodeReport['scan'] {
  const { rootPath, opened = [], notOpened = [], nodesInside, domainsAlone, gone } = view
  const paths = opened.map(({ path, kind }) => ({ path: absolutePath(rootPath, path), kind }))
  return {
    root: rootPath,
    opened: openedAlone(rootPath, paths),
    ...(paths.length > 1 && { openedPaths: paths }),
    roots: [...view.covered],
    kind: view.kind,
    recognised: !isUnrecognised(view),
    ...(nodesInside !== undefined && { nodesInside: [...nodesInside] }),
    ...(domainsAlone !== undefined && { domainsAlone }),
    startedAt: timeOrEpoch(view.startedAtMs),
    finishedAt: timeOrEpoch(view.finishedAtMs),
    partial: lacksSomething(view),
    reason: partialReason(view),
    ...(gone && { wentAway: { count: gone.count, first: gone.first } }),
    errors: [...notOpened.map(errorPart), ...unreadFindings(view).map(errorOf)],
  }
}

/** Of a scan that ended before its end that is the reason, whatever it could not read. */
function partialReason(view: NodeView): NodeReport['scan']['reason'] {
  const { end } = view
  if (end.state === 'partial') return end.reason
  const lacking = lackingDisks(view)
  if (lacking !== undefined && lacking !== 'unread') return lacking
  return lacksRead(view) ? 'unreadable' : null
}

/** Of several paths none was opened alone: what is above them was not opened at all. */
function openedAlone(rootPath: string, paths: readonly { readonly path: string }[]): string | null {
  const [only] = paths
  return paths.length > 1 ? null : (only?.path ?? rootPath)
}

type Opened = Pick<NodeView, 'rootPath' | 'opened'>

/** All that was opened, absolute. */
export function openedPaths({ rootPath, opened = [] }: Opened): readonly string[] {
  return opened.length === 0 ? [rootPath] : opened.map(({ path }) => absolutePath(rootPath, path))
}

type ScanError = NodeReport['scan']['errors'][number]

function errorPart({ path, code, errno }: TreeFault): ScanError {
  return { path, code, errno }
}

function errorOf({ subject, evidence }: Finding): ScanError {
  const { reason, errno } = evidence
  return { path: subject.path, code: String(reason), errno: String(errno) }
}

export function totalsPart({ totals, accounting }: NodeView): NodeReport['totals'] {
  const { byKind, directoryAllocated = 0, otherDirectoryAllocated = 0 } = totals
  return {
    instances: totals.instances,
    disks: totals.disks,
    files: totals.entries - totals.directories,
    directories: totals.directories,
    unreadable: totals.unreadable,
    hidden: totals.hidden,
    allocatedBytes: totals.allocated - directoryAllocated,
    directoryBytes: directoryAllocated,
    uncounted: totals.madeUp ?? 0,
    otherDirectoryBytes: otherDirectoryAllocated,
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
    disksOfUnknownGrowth: totals.unknownGrowth ?? 0,
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

/** ISO 8601; the epoch where a clock gives no time at all. */
export function timeOrEpoch(ms: number): string {
  return isoTime(ms) ?? '1970-01-01T00:00:00.000Z'
}
