import type { TreePath } from '../../files/tree.ts'
import type { FindingCode } from '../../findings/codes.ts'
import { order } from '../../findings/order.ts'
import { isLive } from '../accounting/nova/nova-sum.ts'
import { cacheOf } from '../cache-of.ts'
import { FORGOTTEN } from '../findings/folder-findings.ts'
import type { NodeView } from '../model.ts'
import type { BaseRow } from '../rows/rows.ts'
import { knownAllocated } from '../sizes/known-allocated.ts'

/**
 * Why something is not in the plan. `young`: it may still be worked on. `awaited`: a resize may still be
 * confirmed. `cache`: Nova keeps bases for so long. `live`: an instance or a domain needs it, which Nova's
 * cache manager does not see. `needed`: only what is no live instance's does. The others are those of the
 * base's own state.
 */
export type LeftOutWhy =
  | 'young'
  | 'awaited'
  | 'cache'
  | 'live'
  | 'needed'
  | 'unseen'
  | 'database'
  | 'resize'
  | 'link'

/** What a plan might have, and has not. */
export interface LeftOut {
  readonly path: TreePath
  readonly why: LeftOutWhy
  /** What it will be found to be. */
  readonly code?: FindingCode
  /** When it may be taken, if nothing changes until then; milliseconds since 1970. */
  readonly atMs?: number
  /** Bytes; absent where they are not known. */
  readonly allocated?: number
}

/** What comes first is what may be taken first; at the end is what no time decides on. */
export function leftOutOf(view: NodeView): readonly LeftOut[] {
  const found = [
    ...(view.young ?? []).map((one) => ({ ...one, why: 'young' as const })),
    ...youngOrphans(view),
    ...awaitedResizes(view),
    ...view.bases.flatMap((base) => leftOutBase(base, view) ?? []),
  ]
  const time = ({ atMs }: LeftOut): number => atMs ?? Number.MAX_VALUE
  return found.sort((a, b) => time(a) - time(b) || order(a.path, b.path))
}

function youngOrphans({ instances }: NodeView): readonly LeftOut[] {
  return instances.flatMap(({ id, orphanAtMs, allocated }) =>
    orphanAtMs === undefined
      ? []
      : [{ path: id, why: 'young', code: 'orphan-folder', atMs: orphanAtMs, allocated }],
  )
}

function awaitedResizes({ findings, finishedAtMs }: NodeView): readonly LeftOut[] {
  return findings.flatMap(({ code, severity, subject, evidence }) => {
    const { age, allocated } = evidence
    if (code !== 'leftover-resize' || severity !== 'info' || typeof age !== 'number') return []
    const atMs = finishedAtMs - age + FORGOTTEN
    const bytes = typeof allocated === 'number' ? { allocated } : {}
    return [{ path: subject.path, why: 'awaited', code, atMs, ...bytes } as const]
  })
}

/** Whether an instance needs it that was neither deleted nor lost its domain. */
function standsLive({ dependants }: BaseRow, { instances }: NodeView): boolean {
  const needing = new Set(dependants.instances.map(({ path }) => path))
  return instances.some((row) => needing.has(row.id) && isLive(row) && row.orphan !== true)
}

function leftOutBase(base: BaseRow, view: NodeView): LeftOut | undefined {
  const { id: path, cache } = base
  const allocated = knownAllocated(base)
  const bytes = allocated === undefined ? {} : { allocated }
  switch (cache?.kind) {
    case 'too-young':
      return { path, why: 'cache', code: 'unused-base', atMs: cache.removableAtMs ?? 0, ...bytes }
    case 'kept':
      if (cache.isOld === true) return undefined
      return { path, why: 'cache', code: 'unused-base', ...keptUntil(base, view), ...bytes }
    case 'unseen-only':
      return { path, why: standsLive(base, view) ? 'live' : 'needed', ...bytes }
    case 'orphans-only':
    case 'leftovers-only':
      return { path, why: 'needed', ...bytes }
    case 'unknown':
      return { path, why: cache.why ?? 'unseen', ...bytes }
    default:
      return undefined
  }
}

/** Where the options keep everything: when it is as old as what they would let go. */
function keptUntil({ id, mtimeMs, cache }: BaseRow, view: NodeView): { readonly atMs?: number } {
  const options = cacheOf(view, id)?.options
  if (options === undefined) return {}
  const seconds =
    cache?.class === 'resized' ? options.resizedMinimumAge : options.originalMinimumAge
  return { atMs: mtimeMs + seconds * 1000 }
}
