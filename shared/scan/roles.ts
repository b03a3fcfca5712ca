import { SECTOR_SIZE } from '../bytes/numbers.ts'
import { glanceFileRole } from '../glance/names.ts'
import { baseName } from '../nova/base-name.ts'
import type { EntryRole } from '../nova/entry-role.ts'
import {
  instanceFileRole,
  isLockName,
  isRescueDisk,
  isSnapshotFileName,
  isTemporaryName,
  nestedInstanceFileRole,
} from '../nova/names.ts'
import type { ScanUnit } from './scan-unit.ts'

/**
 * What a file is by its place in its unit. `above` are the names of the directories between the
 * unit's folder and the file, outermost first. What is not known is `unknown`, never more.
 */
export function fileRole(unit: UnitPlace, above: readonly string[], name: string): EntryRole {
  if (above[0] === LOST_AND_FOUND) return LOST_AND_FOUND
  switch (unit.kind) {
    case 'base':
      return baseRole(above, name)
    case 'glance':
      return glanceFileRole(unit.place ?? 'store', above, name)
    case 'domains':
    case 'session-domains':
      return above.length === 0 && name.endsWith('.xml') ? 'domain.xml' : 'unknown'
    case 'domain-snapshots':
      return above.length === 1 && name.endsWith('.xml') ? 'domain.xml' : 'unknown'
    case 'storage-pools':
      return above.length === 0 && name.endsWith('.xml') ? 'pool.xml' : 'unknown'
    case 'domain-saves':
      return above.length === 0 && name.endsWith('.save') ? 'managed-save' : 'unknown'
    case 'snapshots':
      return above.length === 0 && isSnapshotFileName(name) ? 'snapshot' : 'unknown'
    case 'instance':
      return above.length === 0 ? instanceFileRole(name) : nestedInstanceFileRole(above, name)
    case 'top':
      return topRole(above, name)
    case 'folder':
      return 'unknown'
  }
}

/** What of a unit decides on the roles of its files. */
export type UnitPlace = Pick<ScanUnit, 'kind' | 'place'>

/** The folder into which fsck puts what it cannot place; a file system of its own has one. */
const LOST_AND_FOUND = 'lost+found'

function baseRole(above: readonly string[], name: string): EntryRole {
  if (above.length > 0) return 'unknown'
  return isTemporaryName(name) ? 'temporary' : 'base'
}

function topRole(above: readonly string[], name: string): EntryRole {
  if (above[0] === 'locks') return above.length === 1 && isLockName(name) ? 'lock' : 'unknown'
  if (above[0] === 'snapshots') return isSnapshot(above, name) ? 'snapshot' : 'unknown'
  if (above.length > 0) return 'unknown'
  if (name === 'compute_nodes') return 'compute_nodes'
  return isTemporaryName(name) ? 'temporary' : 'unknown'
}

/** What lies in Nova's usual snapshots_directory is Nova's by its own name and its folder's, and else anybody's. */
function isSnapshot([, folder = '', ...below]: readonly string[], name: string): boolean {
  return below.length === 0 && folder.startsWith('tmp') && isSnapshotFileName(name)
}

const IMAGE_ROLES: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'disk',
  'disk.local',
  'disk.eph',
  'disk.swap',
  'disk.config',
  'snapshot',
  'glance-image',
  'glance-cache',
  'glance-cache.incomplete',
  'glance-cache.invalid',
  'glance-staging',
])

/** Whether a file of this role holds an image, so that its first bytes are worth reading. */
export function holdsImage(role: EntryRole, name: string): boolean {
  if (role === 'rescue') return isRescueDisk(name)
  if (role === 'base') return baseName(name).kind !== 'info'
  return IMAGE_ROLES.has(role)
}

const IMAGE_SUFFIX =
  /\.(?:qcow2?|img|raw|image|disk|vmdk|vdi|vhdx?|vpc|qed|hds|hdd|iso|luks|delta|snap)$/i
/** Raw disks have whole sectors, and smaller files without a telling name are seldom disks. */
const SMALLEST_NAMELESS_DISK = 1024 * 1024

/** Whether raw data in a folder of anything is a disk image, by the file's name and length. */
export function looksLikeRawImage(name: string, length: number): boolean {
  if (IMAGE_SUFFIX.test(name)) return true
  const nameless = !name.includes('.') || instanceFileRole(name).startsWith('disk')
  return nameless && length >= SMALLEST_NAMELESS_DISK && length % SECTOR_SIZE === 0
}

/** Whether a name alone says that a file is a disk. */
export function isNamedAsImage(name: string): boolean {
  return IMAGE_SUFFIX.test(name) || name.startsWith('disk')
}

const TEXTS: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'disk.info',
  'domain.xml',
  'managed-save',
  'pool.xml',
  'libvirt.xml',
  'unrescue.xml',
  'compute_nodes',
])

/** Whether a file of this role is a text that says something of other files. */
export function isText(role: EntryRole): boolean {
  return TEXTS.has(role)
}

const DOMAIN_ROLES: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'domain.xml',
  'managed-save',
  'libvirt.xml',
  'unrescue.xml',
])

/** Whether a file of this role tells which files a domain has. */
export function tellsOfDomain(role: EntryRole): boolean {
  return DOMAIN_ROLES.has(role)
}

/** Whether a file of this role holds the data of another image, with which it counts and is judged. */
export function isPartOfImage(role: EntryRole): boolean {
  return role === 'vmdk.extent' || role === 'qcow2.data'
}

const BOOT_ROLES: ReadonlySet<EntryRole> = new Set<EntryRole>(['rescue', 'kernel', 'ramdisk'])

/** Whether a symlink at the name of a file of this role is followed: what an instance runs from. */
export function isLinkWorthy(role: EntryRole): boolean {
  return IMAGE_ROLES.has(role) || BOOT_ROLES.has(role)
}

/** Whether a scan opens a file of this name that lies directly in an instance's folder. */
export function isReadOfInstance(name: string): boolean {
  const role = instanceFileRole(name)
  return holdsImage(role, name) || isText(role)
}
