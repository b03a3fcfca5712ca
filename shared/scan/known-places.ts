import type { TreePath } from '../files/tree.ts'
import { DEVSTACK, MICROSTACK, SNAP, SNAPS, VOLUMES } from './known-instances.ts'
import type { GlanceFolder } from './layout.ts'
import { OLD_RUN } from './old-run.ts'

/**
 * What libvirt's drivers call their folders of domains: those of KVM and QEMU, LXC, Xen and UML, which Nova
 * has used (`virt_type`), and Cloud Hypervisor's. What one of them runs may stand on any file.
 */
export const DRIVERS: readonly string[] = ['qemu', 'lxc', 'libxl', 'uml', 'ch']

/** Definitions, and what runs. */
const OF_DRIVERS = [
  'etc',
  'run',
  OLD_RUN,
  ...SNAPS.flatMap((snap) => [`${snap}/etc`, `${snap}/run`]),
]

export const KNOWN_DOMAIN_PATHS: readonly TreePath[] = [
  ...OF_DRIVERS.flatMap((above) => DRIVERS.map((driver) => `${above}/libvirt/${driver}`)),
  ...VOLUMES.map((volumes) => `${volumes}/nova_libvirt_qemu/_data`),
]

/** The folders of domains in libvirt's own. */
export const DOMAIN_FOLDERS: readonly TreePath[] = DRIVERS.map((driver) => `libvirt/${driver}`)

/** Where libvirt keeps its state, as its XML has it; absolute. */
export const LIBVIRT_STATE = '/var/lib/libvirt'
/** Where the host has the state of libvirt, in whatever that runs; below its root. */
export const LIBVIRT_STATES: readonly TreePath[] = [
  'var/lib/libvirt',
  ...VOLUMES.map((volumes) => `${volumes}/libvirtd/_data`),
  ...SNAPS.map((snap) => `${snap}/lib/libvirt`),
]

/**
 * What libvirt's driver keeps of its guests beside their definitions (src/qemu/qemu_conf.c). Variables of
 * firmware are there too (`nvram`): they name nothing, and what has them is told by the XML of domains.
 */
const DRIVER_STATES = LIBVIRT_STATES.map((state) => `${state}/qemu`)

/**
 * The folders in it: snapshots, and checkpoints of backups, have a folder of each guest, named as the
 * domain.
 */
export const DRIVER_STATE_UNITS = [
  ['domain-snapshots', 'snapshot'],
  ['domain-snapshots', 'checkpoint'],
  ['domain-saves', 'save'],
] as const

export const KNOWN_DOMAIN_SNAPSHOT_PATHS: readonly TreePath[] = DRIVER_STATES.flatMap((state) => [
  `${state}/snapshot`,
  `${state}/checkpoint`,
])

/** Pools of libvirt's storage driver, and those that run. */
export const KNOWN_POOL_PATHS: readonly TreePath[] = OF_DRIVERS.map(
  (above) => `${above}/libvirt/storage`,
)

/**
 * Images of libvirt's default pool, which belong to no instance: one of a guest that is defined no more may
 * stand on a base all the same, and only its header says so.
 */
export const KNOWN_HOST_IMAGE_PATHS: readonly TreePath[] = LIBVIRT_STATES.map(
  (state) => `${state}/images`,
)

/** The memory of guests that libvirt saved, with their XML: `virsh managedsave`, and Nova's suspend. */
export const KNOWN_DOMAIN_SAVE_PATHS: readonly TreePath[] = DRIVER_STATES.map(
  (state) => `${state}/save`,
)

/** TripleO's rendered configuration of each container. */
const TRIPLEO = 'var/lib/config-data/puppet-generated'

/** A host of RHOSO: the folder is `/etc/nova/nova.conf.d` of nova_compute's container (edpm-ansible). */
const EDPM = 'var/lib/openstack/config/nova'

/** A service's main file, what is read before it, and what after it; each may have a `.d` folder. */
export interface KnownConf {
  readonly path: TreePath
  /** The main file is one of this folder, of which all are read, and nothing else is. */
  readonly folder?: TreePath
  readonly before?: TreePath
  readonly after?: TreePath
}

/** In the order in which they are believed; the compute service's own come first. */
export const KNOWN_NOVA_CONFS: readonly KnownConf[] = [
  { path: 'etc/nova/nova-cpu.conf' },
  { path: 'etc/kolla/nova-compute/nova.conf' },
  { path: `${SNAP}/etc/nova/nova.conf` },
  // Its main file is in the snap itself, unless somebody overrides it.
  { path: `${MICROSTACK}/etc/nova/nova.conf` },
  {
    path: `${MICROSTACK}/etc/nova/nova.conf.d/nova-snap.conf`,
    folder: `${MICROSTACK}/etc/nova/nova.conf.d`,
  },
  { path: `${TRIPLEO}/nova_libvirt/etc/nova/nova.conf` },
  ...['01-nova.conf', '02-nova-host-specific.conf'].map((name) => ({
    path: `${EDPM}/${name}`,
    folder: EDPM,
  })),
  {
    path: 'etc/nova/nova.conf',
    before: 'usr/share/nova/nova-dist.conf',
    after: 'etc/nova/nova-compute.conf',
  },
]

/** Their paths below a node's root. */
export const KNOWN_NOVA_CONF_PATHS: readonly TreePath[] = KNOWN_NOVA_CONFS.map(({ path }) => path)

export const KNOWN_GLANCE_CONFS: readonly KnownConf[] = [
  { path: 'etc/kolla/glance-api/glance-api.conf' },
  { path: `${TRIPLEO}/glance_api/etc/glance/glance-api.conf` },
  {
    path: `${MICROSTACK}/etc/glance/glance.conf.d/glance-snap.conf`,
    folder: `${MICROSTACK}/etc/glance/glance.conf.d`,
  },
  { path: 'etc/glance/glance-api.conf', before: 'usr/share/glance/glance-api-dist.conf' },
]

/** Glance's state, under which it keeps its stores and what goes with them. */
export const GLANCE_STATES: readonly TreePath[] = [
  'var/lib/glance',
  `${DEVSTACK}/glance`,
  ...VOLUMES.map((volumes) => `${volumes}/glance/_data`),
]

export const KNOWN_GLANCE_PATHS: readonly TreePath[] = [
  ...GLANCE_STATES.map((state) => `${state}/images`),
  `${MICROSTACK}/lib/images`,
]

/** Names of folders beside a store, by what Glance and DevStack call them. */
export const GLANCE_FOLDERS: readonly (readonly [GlanceFolder['place'], string])[] = [
  ['image-cache', 'image-cache'],
  ['image-cache', 'cache'],
  ['staging', 'staging'],
  ['staging', 'os_glance_staging_store'],
  ['scrubber', 'scrubber'],
  ['tasks', 'tasks_work_dir'],
  ['tasks', 'os_glance_tasks_store'],
]

export const KNOWN_GLANCE_FOLDERS: readonly GlanceFolder[] = GLANCE_STATES.flatMap((state) =>
  GLANCE_FOLDERS.map(([place, name]) => ({ place, path: `${state}/${name}` })),
)
