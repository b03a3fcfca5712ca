import type { TreePath } from '../files/tree.ts'
import { DEFAULT_CACHE_NAME } from '../nova/cache-name.ts'

/** A place where some way of deploying keeps instances, and how the node itself calls it. */
export interface KnownInstancesPath {
  readonly path: TreePath
  readonly recorded: string
}

/** Where Nova has them unless its configuration says otherwise. */
export const DEFAULT_INSTANCES_PATH = '/var/lib/nova/instances'

/** What names of image caches begin with, by Nova's default and where hosts share one folder. */
export const CACHE_PREFIX = DEFAULT_CACHE_NAME

/** Named volumes of kolla's containers, under docker and podman. */
export const VOLUMES = ['var/lib/docker/volumes', 'var/lib/containers/storage/volumes']
/** MicroStack's snap: Nova's and Glance's state_path is `lib` below it (its snap-openstack.yaml). */
export const MICROSTACK = 'var/snap/microstack/common'
/** Of openstack-hypervisor. */
export const SNAP = 'var/snap/openstack-hypervisor/common'
/** Snaps' libvirt has these for `/var`, with `run` and `etc` below (their snapcraft.yaml, libvirt's meson.build). */
export const SNAPS = [SNAP, MICROSTACK] as const
export const DEVSTACK = 'opt/stack/data'

/** Packages, DevStack, kolla and the snaps; then the state_path opened alone. */
export const KNOWN_INSTANCES_PATHS: readonly KnownInstancesPath[] = [
  { path: 'var/lib/nova/instances', recorded: DEFAULT_INSTANCES_PATH },
  { path: `${DEVSTACK}/nova/instances`, recorded: `/${DEVSTACK}/nova/instances` },
  ...VOLUMES.map((volumes) => ({
    path: `${volumes}/nova_compute/_data/instances`,
    recorded: DEFAULT_INSTANCES_PATH,
  })),
  ...[`${SNAP}/lib/nova/instances`, `${MICROSTACK}/lib/instances`].map((path) => ({
    path,
    recorded: `/${path}`,
  })),
]

/** How the node calls an instances_path that was opened by itself, told from where it lies. */
export function recordedNameOf(absolute: string): string {
  const known = KNOWN_INSTANCES_PATHS.find(({ path }) => absolute.endsWith(`/${path}`))
  return known?.recorded ?? DEFAULT_INSTANCES_PATH
}
