import type { TreePath } from '../files/tree.ts'

/** A place where some way of deploying keeps instances, and how the node itself calls it. */
export interface KnownInstancesPath {
  readonly path: TreePath
  readonly recorded: string
}

export const DEFAULT_INSTANCES_PATH = '/var/lib/nova/instances'

/** Named volumes of kolla's containers, under docker and podman. */
const VOLUMES = ['var/lib/docker/volumes', 'var/lib/containers/storage/volumes']
const SNAP = 'var/snap/openstack-hypervisor/common'
const DEVSTACK = 'opt/stack/data'

/** Packages, DevStack, kolla and the openstack-hypervisor snap; then the state_path opened alone. */
export const KNOWN_INSTANCES_PATHS: readonly KnownInstancesPath[] = [
  { path: 'var/lib/nova/instances', recorded: DEFAULT_INSTANCES_PATH },
  { path: `${DEVSTACK}/nova/instances`, recorded: `/${DEVSTACK}/nova/instances` },
  ...VOLUMES.map((volumes) => ({
    path: `${volumes}/nova_compute/_data/instances`,
    recorded: DEFAULT_INSTANCES_PATH,
  })),
  { path: `${SNAP}/lib/nova/instances`, recorded: `/${SNAP}/lib/nova/instances` },
]

export const KNOWN_GLANCE_PATHS: readonly TreePath[] = [
  'var/lib/glance/images',
  `${DEVSTACK}/glance/images`,
  ...VOLUMES.map((volumes) => `${volumes}/glance/_data/images`),
]

export const KNOWN_DOMAIN_PATHS: readonly TreePath[] = [
  'etc/libvirt/qemu',
  'run/libvirt/qemu',
  ...VOLUMES.map((volumes) => `${volumes}/nova_libvirt_qemu/_data`),
  `${SNAP}/etc/libvirt/qemu`,
]

/** In the order in which they are believed; the compute service's own come first. */
export const KNOWN_NOVA_CONFS: readonly TreePath[] = [
  'etc/nova/nova-cpu.conf',
  'etc/kolla/nova-compute/nova.conf',
  `${SNAP}/etc/nova/nova.conf`,
  'etc/nova/nova.conf',
]

/** How the node calls an instances_path that was opened by itself, told from where it lies. */
export function recordedNameOf(absolute: string): string {
  const known = KNOWN_INSTANCES_PATHS.find(({ path }) => absolute.endsWith(`/${path}`))
  return known?.recorded ?? DEFAULT_INSTANCES_PATH
}
