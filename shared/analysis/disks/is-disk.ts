import type { EntryRole } from '../../nova/entry-role.ts'
import { isPloopDelta, isRescueDisk } from '../../nova/names.ts'
import { isBlockDevice, nameInFolder } from '../../scan/entry.ts'
import type { ScannedEntry } from '../../scan/model.ts'

const diskRoles: ReadonlySet<EntryRole> = new Set([
  'disk',
  'disk.local',
  'disk.eph',
  'disk.swap',
  'disk.config',
])

/** Whether an entry of an instance's folder is a disk file; a rescue's kernel is none. */
export function isDisk(entry: ScannedEntry): boolean {
  return entry.type === 'file' && isAtDisk(entry)
}

/** A block device at the name of a disk or a base: told as what it is, and nothing of it is missed that a scan reads. */
export function isImageDevice(entry: ScannedEntry): boolean {
  return isBlockDevice(entry) && (entry.role === 'base' || isAtDisk(entry))
}

/** Whether an entry is where a disk would be, by its role and name. */
export function isAtDisk(entry: ScannedEntry): boolean {
  const { role } = entry
  if (role !== 'rescue' && !diskRoles.has(role)) return false
  const name = nameInFolder(entry)
  return !isPloopDelta(name) && (role !== 'rescue' || isRescueDisk(name))
}
