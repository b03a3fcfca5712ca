import { baseNameOf, joinPath, parentPath } from '../../files/paths.ts'
import type { UnitResult } from '../../scan/model.ts'
import { instanceName } from '../disks/instance-name.ts'
import type { InstanceRow } from '../rows/rows.ts'

/** Whether all of a folder was seen, and nothing in it has this name. */
export function lacks(result: UnitResult | undefined, name: string): boolean {
  if (result === undefined || result.partial === true) return false
  return !result.entries.some(
    ({ path, type, fault }) =>
      baseNameOf(path) === name || (type === 'directory' && fault !== undefined),
  )
}

/** Whether a folder is at the name of a disk, as only ploop has it. */
export function hasFolderAt(result: UnitResult | undefined, name: string): boolean {
  if (result === undefined) return false
  const place = joinPath(result.unit.path, name)
  return result.entries.some(({ path, type }) => type === 'directory' && path === place)
}

/** The name of a file of the instance's own folder; the node may know that folder by another path. */
export function ownName(row: InstanceRow, path: string): string | undefined {
  const folder = baseNameOf(parentPath(path.slice(1)))
  return folder === instanceName(row) ? baseNameOf(path) : undefined
}
