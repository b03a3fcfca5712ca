import { baseNameOf, parentPath } from '../../files/paths.ts'
import { isHostOwn } from '../../formats/verdict/reach.ts'
import { baseName } from '../../nova/base-name.ts'
import { formatRead } from '../disks/disk-cell.ts'
import type { Descent, DescentFile } from './descent-model.ts'
import type { BaseRow, DiskCell, ImageRow, InstanceRow } from './rows.ts'

/** What the image caches of the opened hosts are called. */
export type CacheNames = ReadonlySet<string>

/** The base as it is here, or by the name that the disk's header records of a cache's file where it is not. */
export function baseOf(
  row: BaseRow | undefined,
  { backing }: DiskCell,
  caches: CacheNames,
): Descent['base'] {
  if (row === undefined) {
    if (backing === undefined || !isOfCache(backing.name, caches)) return undefined
    const name = baseNameOf(backing.name)
    return { name, kind: baseName(name).kind }
  }
  const { id, name, base, image, length, allocated } = row
  return { name, path: id, kind: base.kind, ...imageFacts(image), length, allocated }
}

function isOfCache(name: string, caches: CacheNames): boolean {
  const isNamed = baseName(baseNameOf(name)).kind !== 'unknown'
  return isNamed || caches.has(baseNameOf(parentPath(name)))
}

export function noBaseOf({ backing, chain }: DiskCell): Descent['backing'] {
  if (backing === undefined) return undefined
  const { name, path } = backing
  if (path !== undefined) return { name: baseNameOf(name), path, is: 'file' }
  if (chain === 'loop') return { name: baseNameOf(name), is: 'itself' }
  const isHosts = chain === 'refused' || isHostOwn(name)
  return isHosts ? { name, is: 'host-own' } : { name: baseNameOf(name), is: 'file' }
}

export function imageOf(id: string, row: ImageRow | undefined): DescentFile {
  if (row === undefined) return { name: id }
  const { length, allocated, image } = row
  return { name: id, path: row.id, ...imageFacts(image), length, allocated }
}

/** Layers of a disk that lie in its folder, the lowest first. */
export function layersBelow(
  { layers = [] }: Pick<InstanceRow, 'layers'>,
  disk: DiskCell,
): readonly DiskCell[] {
  const found: DiskCell[] = []
  const below = ({ backing }: DiskCell): DiskCell | undefined =>
    // A chain may come back to itself: each layer is taken once.
    layers.find((one) => one.path === backing?.path && one !== disk && !found.includes(one))
  for (let at = below(disk); at !== undefined; at = below(at)) found.unshift(at)
  return found
}

export function diskOf({ name, path, virtual, length, allocated, ...cell }: DiskCell): DescentFile {
  const format = formatRead(cell)
  return {
    name,
    path,
    ...(format !== undefined && { format }),
    ...(virtual !== undefined && { virtual }),
    ...(length !== undefined && { length }),
    allocated,
  }
}

function imageFacts(image: BaseRow['image']): Pick<DescentFile, 'format' | 'virtual'> {
  if (image === undefined) return {}
  const { format, virtualSize } = image
  return { format, ...(virtualSize !== undefined && { virtual: virtualSize }) }
}
