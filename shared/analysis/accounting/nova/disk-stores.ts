import type { NovaConfig } from '../../../nova/conf.ts'
import { imageBackendOf } from '../../../nova/image-backends.ts'
import { isGone } from '../../disks/found-disks.ts'
import { DEFAULT_RBD_POOL, type RemoteDisk } from '../../disks/remote-disks.ts'
import type { InstanceRow } from '../../rows/rows.ts'

/** What keeps disks of instances that are no files of the node: how much of it is free no file tells. */
export interface DiskStore {
  readonly kind: 'rbd' | 'lvm'
  /** Of the Ceph pool, or of the volume group. */
  readonly name: string
}

/**
 * Where the disks of these instances lie, by images_type for new ones and by their XML for each; a volume
 * of Cinder's is no disk of the host.
 */
export function diskStores(
  rows: readonly InstanceRow[],
  config: NovaConfig | undefined,
): readonly DiskStore[] {
  const remote = rows.flatMap(({ remoteDisks = [] }) => remoteDisks)
  return eachOnce([...configured(config), ...remote.filter(isOwn).flatMap(storeOf)])
}

/** Of several hosts. */
export function eachOnce(stores: readonly DiskStore[]): readonly DiskStore[] {
  return [...new Map(stores.map((store) => [`${store.kind} ${store.name}`, store])).values()]
}

function configured(config: NovaConfig | undefined): readonly DiskStore[] {
  if (config === undefined) return []
  const { name } = imageBackendOf(config.imagesType, config.useCowImages)
  if (name === 'rbd') return [{ kind: name, name: config.rbdPool ?? DEFAULT_RBD_POOL }]
  // Nova does not start with this one where no group is named.
  return name === 'lvm' ? [{ kind: name, name: config.volumeGroup ?? '?' }] : []
}

function isOwn(disk: RemoteDisk): boolean {
  return isGone(disk) && disk.volumeId === undefined
}

function storeOf({ source }: RemoteDisk): readonly DiskStore[] {
  if (source.kind === 'block' && source.lvm) return [{ kind: 'lvm', name: source.lvm.group }]
  if (source.kind !== 'network' || source.protocol !== 'rbd') return []
  return source.pool === undefined ? [] : [{ kind: 'rbd', name: source.pool }]
}
