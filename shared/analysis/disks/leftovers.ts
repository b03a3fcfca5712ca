import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { FindingCode } from '../../findings/codes.ts'
import { isUnfinished } from '../../nova/base-name.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import { namesOf } from '../../nova/domain-source.ts'
import { instanceFileRole, isLive } from '../../nova/names.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import type { ScanUnit } from '../../scan/scan-unit.ts'
import { order } from '../../values/order.ts'
import { DAY_MS, HOUR_MS } from '../../values/time.ts'
import { ifCounted } from '../sizes/known-allocated.ts'
import { allocatedOnce } from '../sizes/linked-once.ts'

/** Left over once nothing has changed it for longer than any work on it may take. */
export interface Leftover {
  readonly code: FindingCode
  /** Milliseconds. */
  readonly minimumAge: number
  /** When it last changed; milliseconds since 1970. */
  readonly ageFrom: number
}

/** Not left over yet: something may still be at work on it. */
export interface YoungLeftover {
  readonly code: FindingCode
  readonly path: TreePath
  /** When it counts as left over if nothing changes it until then; milliseconds since 1970. */
  readonly atMs: number
  /** Bytes; absent where they are not known. */
  readonly allocated?: number
}

/** A file that its own program removes in the end, and that outlives it where that was interrupted. */
export function leftoverFile({ role, base, type, mtimeMs }: ScannedEntry): Leftover | undefined {
  if (type !== 'file') return undefined
  if (base !== undefined && isUnfinished(base)) {
    return { code: 'leftover-part', minimumAge: HOUR_MS, ageFrom: mtimeMs }
  }
  if (role === 'snapshot')
    return { code: 'leftover-snapshot', minimumAge: DAY_MS, ageFrom: mtimeMs }
  // Glance's own cleaner waits as long (`image_cache_stall_time`).
  if (role === 'glance-cache.incomplete' || role === 'glance-cache.invalid')
    return { code: 'leftover-glance', minimumAge: DAY_MS, ageFrom: mtimeMs }
  // Work on an image is over by then, be it ever so large.
  if (role === 'glance-task')
    return { code: 'leftover-glance', minimumAge: DAY_MS, ageFrom: mtimeMs }
  if (role === 'temporary')
    return { code: 'leftover-temporary', minimumAge: HOUR_MS, ageFrom: mtimeMs }
  return undefined
}

/** A folder that a deletion renamed: Nova removes it right after. */
export function leftoverFolder({ unit, entries }: UnitResult): Leftover | undefined {
  if (unit.instance?.kind !== 'del') return undefined
  return { code: 'leftover-del', minimumAge: HOUR_MS, ageFrom: lastChange(entries) }
}

/**
 * The files of a rescue that has ended: `unrescue.xml`, which is beside them until then, goes first, and
 * the domain has none of them. `facts` are the instance's.
 */
export function leftoverRescue(
  { unit, entries, partial }: UnitResult,
  facts: DomainFacts | undefined,
): (Leftover & { readonly files: readonly ScannedEntry[] }) | undefined {
  if (!isLive(unit.instance) || partial === true) return undefined
  if (entries.some(({ role }) => role === 'unrescue.xml')) return undefined
  const files = entries.filter(({ role }) => role === 'rescue')
  if (files.length === 0 || namedOfRescue(facts) !== undefined) return undefined
  return { code: 'leftover-rescue', minimumAge: HOUR_MS, ageFrom: lastChange(files), files }
}

/** What the domain has of a rescue, which goes on then: its disk, wherever that lies, or what it boots from. */
export function namedOfRescue(facts: DomainFacts | undefined): string | undefined {
  const ofDisks = facts?.disks.flatMap(({ source }) => namesOf(source)) ?? []
  const all = [...ofDisks, ...(facts?.otherFiles ?? [])]
  return all.find((name) => instanceFileRole(baseNameOf(name)) === 'rescue')
}

/** Since what changed last in it, the folder's own rename or emptying not counted. */
export function lastChange(entries: readonly ScannedEntry[]): number {
  const files = entries.filter(({ type }) => type !== 'directory')
  const times = (files.length > 0 ? files : entries).map(({ mtimeMs }) => mtimeMs)
  return times.reduce((newest, time) => Math.max(newest, time), 0)
}

/** What will be left over of these units, by path. */
export function youngLeftovers(
  results: readonly UnitResult[],
  nowMs: number,
  factsOf: (unit: ScanUnit) => DomainFacts | undefined,
): readonly YoungLeftover[] {
  const found: YoungLeftover[] = []
  for (const result of results) {
    const { unit, entries } = result
    push(found, leftoverFolder(result), unit.path, entries, nowMs)
    const rescue = leftoverRescue(result, factsOf(unit))
    push(found, rescue, unit.path, rescue?.files ?? [], nowMs)
    for (const entry of entries) push(found, leftoverFile(entry), entry.path, [entry], nowMs)
  }
  return found.sort((a, b) => order(a.path, b.path))
}

function push(
  found: YoungLeftover[],
  leftover: Leftover | undefined,
  path: TreePath,
  entries: readonly ScannedEntry[],
  nowMs: number,
): void {
  if (leftover === undefined) return
  const { code, minimumAge, ageFrom } = leftover
  const atMs = Math.floor(ageFrom) + minimumAge
  if (atMs <= nowMs) return
  const allocated = ifCounted(entries, allocatedOnce(entries))
  found.push({ code, path, atMs, ...(allocated !== undefined && { allocated }) })
}
