import { isWithin, joinPath } from '../../files/paths.ts'
import type { EntryRole } from '../../nova/entry-role.ts'
import type { ScannedEntry } from '../../scan/model.ts'
import type { ScanUnit } from '../../scan/scan-unit.ts'

/** Folders that hold a whole system of the guest's: any name, symlink or device belongs there. */
const GUESTS: ReadonlySet<EntryRole> = new Set<EntryRole>(['rootfs', 'lost+found'])

/** Whether an entry lies in such a folder: in the guest's own tree of an LXC instance, for one. */
export function isGuestsOwn({ role, path }: ScannedEntry, unit?: ScanUnit): boolean {
  if (GUESTS.has(role)) return true
  if (role !== 'directory' || unit?.instance === undefined) return false
  const root = joinPath(unit.path, 'rootfs')
  return path !== root && isWithin(path, root)
}
