import { baseNameOf } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import type { NovaConfig } from '../../nova/conf.ts'
import type { DomainFacts } from '../../nova/domain.ts'
import type { DomainDisk } from '../../nova/domain-disks.ts'
import type { DomainDiskSource } from '../../nova/domain-source.ts'
import { imageBackendOf } from '../../nova/image-backends.ts'
import { type InstanceDirName, isLive } from '../../nova/names.ts'
import type { DiskCell } from '../rows/rows.ts'

/** A disk of an instance that is not in its folder: what and where it is. */
export interface RemoteDisk {
  /** What the guest knows it by, e.g. `vda`. */
  readonly target?: string
  readonly source: DomainDiskSource
  /** Where it lies in the tree: it is in another folder that was opened. */
  readonly path?: TreePath
  readonly format?: string
  /** Id of the Cinder volume that it is. */
  readonly volumeId?: string
  /** Whether it is the root disk. */
  readonly root: boolean
  /** Who says so: the domain XML, or nova.conf's images_type where there is no XML. */
  readonly from: 'domain' | 'configuration'
}

/** What is known of an instance when its disks elsewhere are asked for. */
export interface DiskContext {
  readonly instance: InstanceDirName
  readonly facts: DomainFacts | undefined
  readonly nova: NovaConfig | undefined
  readonly disks: readonly DiskCell[]
}

/** The disks of a live instance that lie elsewhere; a leftover folder has none of its own. */
export function remoteDisks(context: DiskContext): readonly RemoteDisk[] {
  const { instance, facts } = context
  if (!isLive(instance)) return []
  return facts === undefined ? configured(context) : ofDomain(facts, instance.id)
}

function ofDomain({ disks, uuid }: DomainFacts, folder: string): readonly RemoteDisk[] {
  const root = disks.find(({ device }) => device === 'disk' || device === 'lun')
  return disks
    .filter((disk) => isElsewhere(disk, [folder, uuid]))
    .map((disk) => {
      const { target, source, format, volumeId } = disk
      return {
        ...(target !== undefined && { target }),
        source,
        ...(format !== undefined && { format }),
        ...(volumeId !== undefined && { volumeId }),
        root: disk === root,
        from: 'domain',
      }
    })
}

// The recorded folder may be any path of the node; its last name is the instance's in each of them.
function isElsewhere({ source }: DomainDisk, folders: readonly string[]): boolean {
  if (source.kind === 'none') return false
  if (source.kind !== 'file') return true
  const names = source.path.split('/').slice(0, -1)
  return !folders.some((folder) => names.includes(folder))
}

/** Without an XML, images_type says where Nova put a root disk that is not in the folder. */
function configured({ instance, nova, disks }: DiskContext): readonly RemoteDisk[] {
  if (nova === undefined || disks.some(({ role }) => role === 'disk')) return []
  const { name } = imageBackendOf(nova.imagesType, nova.useCowImages)
  const image = `${baseNameOf(instance.id)}_disk`
  const source = placeOf(name, nova, image)
  return source === undefined ? [] : [{ source, root: true, from: 'configuration' }]
}

/** Nova's default of images_rbd_pool. */
export const DEFAULT_RBD_POOL = 'rbd'

function placeOf(backend: string, nova: NovaConfig, image: string): DomainDiskSource | undefined {
  if (backend === 'rbd') {
    const pool = nova.rbdPool ?? DEFAULT_RBD_POOL
    return {
      kind: 'network',
      protocol: 'rbd',
      name: `${pool}/${image}`,
      pool,
      image,
      hosts: [],
    }
  }
  const group = nova.volumeGroup
  if (backend !== 'lvm' || group === undefined) return undefined
  return { kind: 'block', path: `/dev/${group}/${image}`, lvm: { group, volume: image } }
}
