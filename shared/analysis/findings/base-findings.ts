import { baseNameOf } from '../../files/paths.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding, Severity } from '../../findings/types.ts'
import type { BaseName } from '../../nova/base-name.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import { GIB, MIB } from '../../values/sizes.ts'
import { HOUR_MS } from '../../values/time.ts'
import type { BaseRow } from '../rows/rows.ts'
import { allocatedEvidence } from '../sizes/known-allocated.ts'
import { isOfRescues, unseenEvidence } from './unseen-users.ts'

/**
 * What the image cache manager would remove, and what it never will: a base that is unused and old
 * enough is only told of, whether it goes or the options keep it; one that disks stand on which the manager
 * does not see is in danger.
 */
export function cacheFindings(base: BaseRow, nowMs: number): readonly Finding[] {
  const { cache, id: path, name, link } = base
  if (link !== undefined) return []
  const taken = allocatedEvidence(base.allocated, [base])
  const subject = { kind: 'base', path, base: name } as const
  switch (cache?.kind) {
    case 'removable':
      // Nova goes by what begins the name of a download that ended as well, which is told as that.
      return isUnused(base) && !isLeftPart(base) ? [finding('unused-base', subject, taken)] : []
    case 'unseen-only':
      return [finding('base-used-unseen', subject, unseenEvidence(base), dangerOf(base, nowMs))]
    // No instance that Nova knows loses a disk with it.
    case 'orphans-only':
      return [finding('base-used-unseen', subject, unseenEvidence(base), 'warning')]
    case 'kept':
      return cache.isOld === true && isUnused(base) && !isLeftPart(base)
        ? [finding('unused-base', subject, { case: 'kept', ...taken })]
        : []
    case 'invisible':
      return base.base.kind === 'unknown' && isUnused(base)
        ? [finding('unknown-in-cache', subject, taken)]
        : []
    default:
      return []
  }
}

/** A rescue is over in hours as a rule, and Nova touches no base before its time. */
const NEAR_MS = 2 * HOUR_MS

function dangerOf(base: BaseRow, nowMs: number): Severity {
  const isFar = (base.cache?.removableAtMs ?? 0) > nowMs + NEAR_MS
  return isFar && isOfRescues(base) ? 'warning' : 'high'
}

function isLeftPart({ findings }: BaseRow): boolean {
  return findings.some(({ code }) => code === 'leftover-part')
}

/** Nothing needs it, at whatever distance, and no folder of an instance holds a link to it. */
export function isUnused({
  users,
  dependants: { instances, others },
}: Pick<BaseRow, 'users' | 'dependants'>): boolean {
  return users === 0 && instances.length === 0 && others.length === 0
}

/**
 * A base whose virtual size is not what it was made with: by its name, or by the image in Glance
 * that it is a copy of. Overlays of a base that grew or shrank see other data than before.
 *
 * A base that was rewritten at its size is not told: overlays record nothing of its content, Nova
 * renews its mtime and ctime with every pass, and a base that is younger than its overlays, by its
 * birth, is what a migration or a new download makes of a healthy node. Nor is a base compared with an
 * image that was lost: see `lostImageFindings`.
 */
export function baseSizeFindings(
  entry: ScannedEntry & { readonly base: BaseName },
  stored: ScannedEntry | undefined,
): readonly Finding[] {
  const virtual = entry.image?.virtualSize
  if (virtual === undefined) return []
  const subject = { kind: 'base', path: entry.path, base: baseNameOf(entry.path) } as const
  const named = sizeByName(entry.base)
  if (named !== undefined && named !== virtual) {
    return [finding('base-size-differs', subject, { case: 'name', virtual, size: named })]
  }
  const original = entry.base.kind === 'original' ? stored?.image : undefined
  const size = original?.virtualSize
  if (size === undefined || stored?.length === 0 || !isExact(original?.format) || size === virtual)
    return []
  const image = baseNameOf(stored?.path ?? '')
  return [finding('base-size-differs', subject, { case: 'image', virtual, size, image })]
}

/** Sizes that a conversion to raw keeps to the byte; VHD rounds to its geometry. */
function isExact(format: string | undefined): boolean {
  return format === 'qcow2' || format === 'raw' || format === 'gpt' || format === 'mbr'
}

function sizeByName(base: BaseName): number | undefined {
  switch (base.kind) {
    case 'swap':
      return base.mib * MIB
    case 'ephemeral':
    case 'resized':
      return base.gib * GIB
    default:
      return undefined
  }
}
