import { baseNameOf, parentPath } from '../../files/paths.ts'
import type { TreePath } from '../../files/tree.ts'
import { isPlain } from '../../formats/formats-agree.ts'
import type { ImageFormat } from '../../formats/types.ts'
import { isHostOwn } from '../../formats/verdict/reach.ts'
import { type BaseName, baseName } from '../../nova/base-name.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import { formatRead } from '../disks/disk-cell.ts'
import type { NodeView } from '../model.ts'
import { nodeNumbers } from '../places/innermost.ts'
import type { BaseRow, DiskCell, ImageRow, InstanceRow } from './rows.ts'

/** One file in a line of descent; what is not on this node has no path and no sizes. Bytes. */
export interface DescentFile {
  readonly name: string
  readonly path?: TreePath
  readonly format?: ImageFormat
  readonly virtual?: number
  readonly length?: number
  readonly allocated?: number
}

/** `itself`: by way of others. `host-own`: what is never read; be it here or not, it is no part of the disk. */
export type NoBase = 'file' | 'itself' | 'host-own'

/** Where a disk comes from: Glance image, base in the image cache, disk, instance. */
export interface Descent {
  /** `name` is the image's id. */
  readonly image?: DescentFile
  readonly base?: DescentFile & { readonly kind: BaseName['kind'] }
  /** What the disk stands on instead, which is no file of an image cache. */
  readonly backing?: DescentFile & { readonly is: NoBase }
  /** Whether the base is the raw form of an image in another format: Nova converted it when it came. */
  readonly isRawTwin: boolean
  /** Whether the disk stands on the base or was copied from it; not of one whose header does not tell. */
  readonly relation?: 'overlay' | 'copy'
  readonly disk: DescentFile
  readonly instance: Pick<InstanceRow, 'id' | 'uuid' | 'name'>
  /** The image of the root disk, as Nova's metadata record it. */
  readonly recordedImageId?: string
  /** Whether that image's id hashes to the name of the base. */
  readonly match: 'same' | 'different' | 'unknown'
}

/** Gives the line of descent of any disk of a node. */
export type DescentOf = (row: InstanceRow, disk: DiskCell) => Descent

export function createDescents(view: Pick<NodeView, 'bases' | 'images' | 'nodes'>): DescentOf {
  const { bases, images } = view
  const nodeAt = nodeNumbers(view)
  const baseByPath = new Map(bases.map((base) => [base.id, base]))
  const baseBySha1 = new Map(bases.flatMap((base) => originalSha1(base, nodeAt(base.id))))
  const stored = images.toSorted(storeLast)
  const imageById = new Map(stored.map((image) => [image.name, image]))
  const ownImage = new Map(stored.map((image) => [`${nodeAt(image.id)} ${image.name}`, image]))
  return (row, disk) => {
    const recordedImageId = disk.role === 'disk' ? row.identity?.imageId : undefined
    const recordedSha1 = recordedImageId === undefined ? undefined : sha1OfAscii(recordedImageId)
    const copied =
      disk.backing === undefined ? baseBySha1.get(`${nodeAt(row.id)} ${recordedSha1}`) : undefined
    const found = baseByPath.get(disk.base ?? disk.backing?.path ?? '') ?? copied
    const base = baseOf(found, disk)
    const backing = base === undefined ? noBaseOf(disk) : undefined
    const match = matchOf(base?.name, recordedSha1)
    const imageId = found?.glanceId ?? (match === 'different' ? undefined : recordedImageId)
    const image =
      imageId === undefined
        ? undefined
        : imageOf(imageId, ownImage.get(`${nodeAt(row.id)} ${imageId}`) ?? imageById.get(imageId))
    return {
      ...(image && { image }),
      isRawTwin: isTwin(image, base),
      ...(base && { base, ...relationOf(disk, copied) }),
      ...(backing && { backing }),
      disk: diskOf(disk),
      instance: ownerOf(row),
      ...(recordedImageId !== undefined && { recordedImageId }),
      match,
    }
  }
}

function relationOf(
  { chain, backing }: DiskCell,
  copied: BaseRow | undefined,
): Pick<Descent, 'relation'> {
  if (copied === undefined) return { relation: 'overlay' }
  return chain === 'unreadable' && backing === undefined ? {} : { relation: 'copy' }
}

/** The store's own file counts, not a copy that Glance keeps in its cache. */
function storeLast(a: ImageRow, b: ImageRow): number {
  return Number(a.role === 'glance-image') - Number(b.role === 'glance-image')
}

function ownerOf({ id, uuid, name }: InstanceRow): Descent['instance'] {
  return { id, uuid, ...(name !== undefined && { name }) }
}

/** A disk is a copy of the base in the cache of its own host. */
function originalSha1(
  base: BaseRow,
  node: number | undefined,
): readonly (readonly [string, BaseRow])[] {
  return base.base.kind === 'original' ? [[`${node} ${base.base.sha1}`, base]] : []
}

/** The base as it is here, or by the name that the disk's header records of a cache's file where it is not. */
function baseOf(row: BaseRow | undefined, { backing }: DiskCell): Descent['base'] {
  if (row === undefined) {
    if (backing === undefined || !isOfCache(backing.name)) return undefined
    const name = baseNameOf(backing.name)
    return { name, kind: baseName(name).kind }
  }
  const { id, name, base, image, length, allocated } = row
  return { name, path: id, kind: base.kind, ...imageFacts(image), length, allocated }
}

function isOfCache(name: string): boolean {
  const isNamed = baseName(baseNameOf(name)).kind !== 'unknown'
  return isNamed || baseNameOf(parentPath(name)) === '_base'
}

function noBaseOf({ backing, chain }: DiskCell): Descent['backing'] {
  if (backing === undefined) return undefined
  const { name, path } = backing
  if (path !== undefined) return { name: baseNameOf(name), path, is: 'file' }
  if (chain === 'loop') return { name: baseNameOf(name), is: 'itself' }
  const isHosts = chain === 'refused' || isHostOwn(name)
  return isHosts ? { name, is: 'host-own' } : { name: baseNameOf(name), is: 'file' }
}

function imageOf(id: string, row: ImageRow | undefined): DescentFile {
  if (row === undefined) return { name: id }
  const { length, allocated, image } = row
  return { name: id, path: row.id, ...imageFacts(image), length, allocated }
}

function diskOf({ name, path, virtual, length, allocated, ...cell }: DiskCell): DescentFile {
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

function isTwin(image: DescentFile | undefined, base: DescentFile | undefined): boolean {
  if (image?.format === undefined || base?.format === undefined) return false
  return isPlain(base.format) && !isPlain(image.format)
}

function matchOf(name: string | undefined, sha1: string | undefined): Descent['match'] {
  const base = name === undefined ? undefined : baseName(name)
  if (sha1 === undefined || base === undefined || !('sha1' in base)) return 'unknown'
  return base.sha1 === sha1 ? 'same' : 'different'
}
