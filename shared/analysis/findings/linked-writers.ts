import type { TreePath } from '../../files/tree.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import { isLive } from '../../nova/names.ts'
import type { ScannedEntry, UnitResult } from '../../scan/model.ts'
import { addTo } from '../../values/grouped.ts'
import { fileKey } from '../chain/scanned-file.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** A disk that an instance writes, in its folder. */
export interface OwnFile {
  readonly row: InstanceRow
  readonly path: TreePath
}

/** The disks that have other names too, hard links or symlinks, by the file that they are: see `fileKey`. */
export type LinkedWriters = ReadonlyMap<string, readonly OwnFile[]>

/** What a guest writes; a config drive is only read. */
const WRITTEN: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'disk',
  'disk.local',
  'disk.eph',
  'disk.swap',
])

const NOBODY: LinkedWriters = new Map()

/** Of instances that may run: a folder that no domain belongs to is nobody who writes. */
export function linkedWriters(
  rows: readonly InstanceRow[],
  results: readonly UnitResult[],
): LinkedWriters {
  const elsewhere = new Set<string>()
  for (const result of results) for (const key of linkedFiles(result)) elsewhere.add(key)
  if (elsewhere.size === 0) return NOBODY
  const units = new Map(results.map((result) => [result.unit.path, result]))
  const found = new Map<string, OwnFile[]>()
  for (const row of rows.filter(mayRun)) {
    for (const entry of units.get(row.id)?.entries ?? []) {
      const key = fileKey(entry)
      if (isWritten(entry) && elsewhere.has(key)) addTo(found, key, { row, path: entry.path })
    }
  }
  return found
}

function mayRun(row: InstanceRow): boolean {
  return isLive(row) && row.orphan !== true
}

/** Of tens of thousands of disks hardly any has another name. */
function linkedFiles({ unit, entries }: UnitResult): readonly string[] {
  if (unit.instance === undefined) return []
  if (!entries.some(isLinked)) return NONE
  return entries.filter((entry) => isLinked(entry) && isWritten(entry)).map(fileKey)
}

const NONE: readonly string[] = []

function isLinked({ linkKey, linkedAt }: ScannedEntry): boolean {
  return linkKey !== undefined || linkedAt !== undefined
}

function isWritten({ type, role }: ScannedEntry): boolean {
  return type === 'file' && WRITTEN.has(role)
}
