import { baseNameOf, parentPath } from '../../../files/paths.ts'
import type { EntryRole } from '../../../nova/entry-role.ts'
import { instanceDirName } from '../../../nova/names.ts'
import type { ScannedEntry } from '../../../scan/model.ts'
import { isLinkWorthy, tellsOfDomain } from '../../../scan/roles.ts'
import type { ScanUnit } from '../../../scan/scan-unit.ts'
import type { CacheDoubt } from './cache-doubt.ts'
import { cacheClass } from './cache-names.ts'

/** Which files of a cache are left open: copies of images, blank disks, all, or some by their names. */
export type DoubtAbout = 'images' | 'blanks' | 'all' | 'named'

/** Whether a doubt leaves a file of the cache open, by the file's name. */
export function leavesOpen(
  { about, names = [] }: Pick<CacheDoubt, 'about' | 'names'>,
  name: string,
): boolean {
  if (about === 'named') return names.includes(name)
  const seenAs = cacheClass(name)
  const isBlank = seenAs === 'swap' || seenAs === 'ephemeral'
  return about === 'all' || (about === 'blanks') === isBlank
}

/** Blank disks are made from blank files and all others from images; a config drive stands on nothing. */
const ABOUT: Partial<Readonly<Record<EntryRole, DoubtAbout | 'none'>>> = {
  disk: 'images',
  rescue: 'images',
  kernel: 'images',
  ramdisk: 'images',
  'disk.local': 'blanks',
  'disk.eph': 'blanks',
  'disk.swap': 'blanks',
  'disk.config': 'none',
}

export function leftOpenBy({ kind }: ScanUnit, { role }: ScannedEntry): DoubtAbout | undefined {
  const about = kind === 'instance' ? (ABOUT[role] ?? 'all') : 'all'
  return about === 'none' ? undefined : about
}

/** What a symlink leaves open that leads out of what was opened, where somebody follows it. */
export function linkLeavesOpen(unit: ScanUnit, entry: ScannedEntry): DoubtAbout | undefined {
  const isOut = entry.link?.leavesRoot === true && isFollowed(unit, entry)
  return isOut ? leftOpenBy(unit, entry) : undefined
}

/**
 * A symlink at the name of an instance's folder, or of a disk in one, which Nova follows; or at that of
 * what tells of a domain, or of the folder of a guest's snapshots, which libvirt does.
 */
function isFollowed(unit: ScanUnit, { path, role }: ScannedEntry): boolean {
  if (tellsOfDomain(role)) return true
  if (parentPath(path) !== unit.path) return false
  if (unit.kind === 'instance') return isLinkWorthy(role)
  if (unit.kind === 'domain-snapshots') return true
  return unit.kind === 'top' && instanceDirName(baseNameOf(path)) !== undefined
}

/**
 * A symlink among the host's own images, wherever it leads: libvirt opens a volume through it, and a scan does
 * not. Of one within its folder what it leads to is scanned; a CD stands on nothing.
 */
export function mayHideImages({ ofHost }: ScanUnit, { type, path, link }: ScannedEntry): boolean {
  if (ofHost !== true || type !== 'symlink' || /\.iso$/i.test(path)) return false
  return link === undefined || link.target.includes('/')
}
