import type { TreePath } from '../../files/tree.ts'
import { finding } from '../../findings/finding.ts'
import type { Finding, Subject } from '../../findings/types.ts'
import { isMigrating } from '../../nova/domain-state.ts'
import { isLive } from '../../nova/names.ts'
import { groupBy } from '../../values/grouped.ts'
import { order } from '../../values/order.ts'
import { isoSeconds } from '../../values/time.ts'
import type { InstanceRow } from '../rows/rows.ts'

/**
 * Instances that have a folder on several storages: evacuated from a host that is back, restored beside
 * the original, or on their way. On storage that hosts share there is one folder, and where that is mounted
 * at several places too; what a resize or a deletion left of one on another host is no second. `inodeOf`
 * tells a folder, where it has one that lasts.
 */
export function repeatedInstances(
  rows: readonly InstanceRow[],
  inodeOf: (folder: TreePath) => string | undefined,
): readonly Finding[] {
  const byUuid = groupBy(rows.filter(isLive), ({ uuid }) => uuid)
  return [...byUuid.values()].flatMap((all) => {
    const folders = all.length > 1 ? foldersOnce(all, inodeOf) : all
    return folders.length > 1 ? [repeated(folders)] : []
  })
}

/** One folder is no copy of itself. */
function foldersOnce(
  rows: readonly InstanceRow[],
  inodeOf: (folder: TreePath) => string | undefined,
): readonly InstanceRow[] {
  return [...new Map(rows.map((row) => [inodeOf(row.id) ?? row.id, row])).values()]
}

/** Told of the one that changed last, and of the others with it. */
function repeated(all: readonly InstanceRow[]): Finding {
  const rows = all.toSorted((a, b) => b.changedMs - a.changedMs || order(a.id, b.id))
  const [subject = { kind: 'instance', path: '' } as const, ...also] = rows.map(subjectOf)
  const names = rows.map(({ id, changedMs }) => `${id} (${isoSeconds(changedMs) ?? '-'})`)
  const isDefined = rows.filter(({ identity }) => identity !== undefined).length > 1
  const xml = rows.length === 2 ? migrationOf(rows) : undefined
  const kind = xml === undefined ? 'domains' : 'migration'
  const about = isDefined ? { case: kind, ...(xml !== undefined && { xml }) } : {}
  const evidence = { ...about, count: rows.length, names }
  const severity = isDefined && xml === undefined ? 'high' : 'warning'
  return { ...finding('instance-repeated', subject, evidence, severity), also }
}

/** The status by which libvirt moves it from one of its two hosts to the other; no matter at which end. */
function migrationOf(rows: readonly InstanceRow[]): TreePath | undefined {
  const moving = rows.find(({ identity }) => identity?.state && isMigrating(identity.state))
  return moving?.identity?.xml
}

function subjectOf({ id }: InstanceRow): Subject {
  return { kind: 'instance', path: id, instance: id }
}
