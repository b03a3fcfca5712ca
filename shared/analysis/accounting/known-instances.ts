import { isWithin } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { isLive } from '../../nova/names.ts'
import { DAY_MS } from '../../values/time.ts'
import type { InstanceRow } from '../rows/rows.ts'

/**
 * Whether the host's libvirt has no domain for an instance's folder. An XML in the folder itself is
 * what an old release wrote there: no sign that libvirt still knows it.
 * An instance that is being built, or arrives by migration, has its folder before its domain: nothing
 * that Nova does there leaves it unchanged for a day.
 */
export function isOrphan(row: InstanceRow, nowMs: number): boolean {
  return hasNoDomain(row) && untouchedFor(row, nowMs) >= DAY_MS
}

/**
 * When a folder becomes an orphan if nothing changes it, in milliseconds since 1970; undefined where it is
 * one already, or has a domain.
 */
export function orphanAtMs(row: InstanceRow, nowMs: number): number | undefined {
  if (!hasNoDomain(row) || isOrphan(row, nowMs)) return undefined
  return Math.floor(row.touchedMs ?? row.changedMs) + DAY_MS
}

/** Whether an instance whose folder is in its place has no domain. */
export function hasNoDomain(row: InstanceRow): boolean {
  return isLive(row) && domainXmlOf(row) === undefined
}

/** Where its domain was found, but for what an old release wrote into the folder. */
export function domainXmlOf({ id, identity }: InstanceRow): TreePath | undefined {
  const xml = identity?.xml
  return xml === undefined || isWithin(xml, id) ? undefined : xml
}

/** Milliseconds since anything in an instance's folder, or the folder itself, has changed. */
export function untouchedFor({ touchedMs, changedMs }: InstanceRow, nowMs: number): number {
  return Math.max(0, Math.floor(nowMs - (touchedMs ?? changedMs)))
}
