import type { EntryRole } from './entry-role.ts'

/** What the name of a folder under instances_path says. */
export interface InstanceDirName {
  /** `aside`: of no instance, moved by a clean-up plan to a folder of such ones (set-aside.ts). */
  readonly kind: 'instance' | 'resize' | 'del' | 'legacy' | 'aside'
  /** The instance's UUID; of an old name the libvirt name `instance-0000001f`. */
  readonly id: string
  /** Of `aside`: when it was moved, by the name of the folder that it lies in; `2026-01-31`. */
  readonly day?: string
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
/** `instance_name_template` before Folsom, `instance-%08x`. */
const LEGACY_INSTANCE = /^instance-[0-9a-f]{8}$/

/** Whether `name` is a UUID as Nova and Glance write their own: lower case, with hyphens. */
export function isUuid(name: string): boolean {
  return name.length === 36 && UUID.test(name)
}

/** Whether it is an image's id: Glance takes one that is given to it in capitals too, and keeps it so. */
export function isImageId(name: string): boolean {
  return name.length === 36 && UUID.test(name.toLowerCase())
}

/** Reads the name of a folder under instances_path; undefined when it is no instance's. */
export function instanceDirName(name: string): InstanceDirName | undefined {
  if (isUuid(name)) return { kind: 'instance', id: name }
  for (const kind of ['resize', 'del'] as const) {
    const suffix = `_${kind}`
    if (!name.endsWith(suffix)) continue
    const id = name.slice(0, -suffix.length)
    return isUuid(id) || LEGACY_INSTANCE.test(id) ? { kind, id } : undefined
  }
  return LEGACY_INSTANCE.test(name) ? { kind: 'legacy', id: name } : undefined
}

/** Whether a guest may run on it: what is left of a resize or a deletion is no instance, nor what was set aside. */
export function isLive(folder: Pick<InstanceDirName, 'kind'> | undefined): boolean {
  return folder?.kind === 'instance' || folder?.kind === 'legacy'
}

const INSTANCE_FILES: ReadonlyMap<string, EntryRole> = new Map([
  ['disk', 'disk'],
  ['disk-raw', 'disk'],
  ['disk.local', 'disk.local'],
  ['disk.swap', 'disk.swap'],
  ['disk.config', 'disk.config'],
  ['disk.info', 'disk.info'],
  ['kernel', 'kernel'],
  ['ramdisk', 'ramdisk'],
  ['console.log', 'console.log'],
  ['libvirt.xml', 'libvirt.xml'],
  ['unrescue.xml', 'unrescue.xml'],
  ['disk.info.tmp', 'temporary'],
] satisfies readonly (readonly [string, EntryRole])[])

const EPHEMERAL_DISK = /^disk\.eph\d+$/
/** Copies that a conversion of a disk's format works on before it is renamed over the disk. */
const CONVERSION = /^disk(?:\.(?:local|swap|config|eph\d+))?_(?:qcow|raw|rbase)$/
/** virtlogd rotates console.log to console.log.0 and on. */
const ROTATED_CONSOLE = /^console\.log\.\d+$/
/** What `tempfile` calls what it makes; six characters, upper case too, in Python 2. */
const PYTHON_TEMPORARY = /^tmp(?:[0-9a-z_]{8}|\w{6})$/
/** `_is_path_shared_with`; other tests for shared storage use mkstemp. */
const SHARED_STORAGE_TEST = /^[0-9a-f]{32}\.tmp$/

/**
 * Glance's format of a file that Nova boots directly (nova/virt/libvirt/driver.py): `aki` for a
 * kernel and `ari` for a ramdisk, those of a rescue too. Both are raw, with a role.
 */
export function bootFileFormat(name: string): 'aki' | 'ari' | undefined {
  if (name === 'kernel' || name === 'kernel.rescue') return 'aki'
  return name === 'ramdisk' || name === 'ramdisk.rescue' ? 'ari' : undefined
}

/** Reads the name of a file in an instance's folder (nova/virt/libvirt/driver.py, imagebackend.py). */
export function instanceFileRole(name: string): EntryRole {
  const role = INSTANCE_FILES.get(name)
  if (role !== undefined) return role
  if (name.endsWith('.rescue')) return 'rescue'
  if (EPHEMERAL_DISK.test(name)) return 'disk.eph'
  if (ROTATED_CONSOLE.test(name)) return 'console.log'
  return isTemporaryName(name) || CONVERSION.test(name) ? 'temporary' : 'unknown'
}

const PLOOP_IMAGE = /^root\.hds(?:\.\{[0-9a-f-]{36}\})?$/
/** How what a snapshot of Virtuozzo's own puts above the image of the folder begins. */
const PLOOP_DELTA = 'root.hds.'
const PLOOP_DESCRIPTOR = /^DiskDescriptor\.xml(?:\.lck|\.\w{1,16})?$/
const DISK_FOLDERS: ReadonlySet<EntryRole> = new Set<EntryRole>([
  'disk',
  'disk.local',
  'disk.eph',
  'disk.swap',
  'rescue',
])

/**
 * Reads the name of a file further down in an instance's folder; `above` are the folders between the
 * two. Ploop keeps a disk as a folder, LXC the guest's own files in `rootfs`, a resize the TPM.
 */
export function nestedInstanceFileRole(above: readonly string[], name: string): EntryRole {
  const [folder = ''] = above
  if (folder === 'rootfs' || folder === 'swtpm' || folder === 'lost+found') return folder
  const disk = instanceFileRole(folder)
  if (above.length > 1 || !DISK_FOLDERS.has(disk)) return 'unknown'
  if (PLOOP_IMAGE.test(name)) return disk
  return PLOOP_DESCRIPTOR.test(name) ? 'ploop.descriptor' : 'unknown'
}

/** Whether it belongs to a disk of ploop that its folder has once: Nova and qemu-img look at `root.hds`. */
export function isPloopDelta(name: string): boolean {
  return name.startsWith(PLOOP_DELTA) && name.length > PLOOP_DELTA.length
}

/** Whether a file of a rescue is one of its disks, and neither kernel nor ramdisk. */
export function isRescueDisk(name: string): boolean {
  return name.startsWith('disk') || PLOOP_IMAGE.test(name)
}

/** Leftovers of Nova's tests for shared storage and fallocate, in any of its folders. */
export function isTemporaryName(name: string): boolean {
  return (
    SHARED_STORAGE_TEST.test(name) ||
    PYTHON_TEMPORARY.test(name) ||
    name.endsWith('.fallocate_test')
  )
}

/** A UUID without hyphens, and what a live snapshot writes first. */
const SNAPSHOT_FILE = /^[0-9a-f]{32}(?:\.delta)?$/

/** Whether Nova may have made a folder of this name in its snapshots_directory (nova/utils.py). */
export function isSnapshotFolderName(name: string): boolean {
  return PYTHON_TEMPORARY.test(name)
}

/** Whether Nova gives this name to what it works on in such a folder (nova/virt/libvirt/driver.py). */
export function isSnapshotFileName(name: string): boolean {
  return SNAPSHOT_FILE.test(name)
}

/** Whether Nova gives this name to a lock beside the instances; all of them are empty (nova/utils.py). */
export function isLockName(name: string): boolean {
  return name.startsWith('nova-')
}
