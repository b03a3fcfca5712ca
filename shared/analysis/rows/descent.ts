import { baseNameOf } from '../../files/paths.ts'
import { isPlain } from '../../formats/formats-agree.ts'
import { DEFAULT_CACHE_NAME } from '../../nova/cache-name.ts'
import { sha1OfAscii } from '../../nova/sha1.ts'
import type { NodeView } from '../model.ts'
import { nodeNumbers } from '../places/innermost.ts'
import { baseOf, type CacheNames, diskOf, imageOf, layersBelow, noBaseOf } from './descent-files.ts'
import type { Descent, DescentFile } from './descent-model.ts'
import type { BaseRow, DiskCell, ImageRow, InstanceRow } from './rows.ts'

/** Gives the line of descent of any disk of a node. */
export type DescentOf = (row: InstanceRow, disk: DiskCell) => Descent

export function createDescents(
  view: Pick<NodeView, 'bases' | 'images' | 'nodes' | 'layout'>,
): DescentOf {
  const { bases, images } = view
  const nodeAt = nodeNumbers(view)
  const caches = cacheNamesOf(view)
  const baseByPath = new Map(bases.map((base) => [base.id, base]))
  const baseBySha1 = new Map(bases.flatMap((base) => originalSha1(base, nodeAt(base.id))))
  const stored = images.toSorted(storeLast)
  const imageById = new Map(stored.map((image) => [image.name, image]))
  const ownImage = new Map(stored.map((image) => [`${nodeAt(image.id)} ${image.name}`, image]))
  return (row, disk) => {
    const recordedImageId = disk.role === 'disk' ? row.identity?.imageId : undefined
    const recordedSha1 = recordedImageId === undefined ? undefined : sha1OfAscii(recordedImageId)
    const layers = layersBelow(row, disk)
    const lowest = layers[0] ?? disk
    const copied =
      lowest.backing === undefined ? baseBySha1.get(`${nodeAt(row.id)} ${recordedSha1}`) : undefined
    const found = baseByPath.get(disk.base ?? lowest.backing?.path ?? '') ?? copied
    const base = baseOf(found, lowest, caches)
    const backing = base === undefined ? noBaseOf(lowest) : undefined
    const match = matchOf(base, lowest, recordedSha1)
    const imageId = found?.glanceId ?? (match === 'different' ? undefined : recordedImageId)
    const image =
      imageId === undefined
        ? undefined
        : imageOf(imageId, ownImage.get(`${nodeAt(row.id)} ${imageId}`) ?? imageById.get(imageId))
    return {
      ...(image && { image }),
      isRawTwin: isTwin(image, base),
      ...(base && { base, ...relationOf(lowest, copied) }),
      ...(backing && { backing }),
      ...(layers.length > 0 && { layers: layers.map(diskOf) }),
      disk: diskOf(disk),
      ...(row.layers?.includes(disk) && { isLayer: true as const }),
      instance: ownerOf(row),
      ...(recordedImageId !== undefined && { recordedImageId }),
      match,
    }
  }
}

/** What the caches of the hosts are called, each by its configuration or as it was found. */
function cacheNamesOf({ layout, nodes = [] }: Pick<NodeView, 'layout' | 'nodes'>): CacheNames {
  const layouts = [layout, ...nodes.map((node) => node.layout)]
  const names = layouts.flatMap(({ nova, basePath }) => [
    ...(nova?.imageCache.name === undefined ? [] : [baseNameOf(nova.imageCache.name)]),
    ...(basePath === undefined ? [] : [baseNameOf(basePath)]),
  ])
  return new Set([DEFAULT_CACHE_NAME, ...names])
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

function isTwin(image: DescentFile | undefined, base: DescentFile | undefined): boolean {
  if (image?.format === undefined || base?.format === undefined) return false
  return isPlain(base.format) && !isPlain(image.format)
}

/** What has no hash for a name, as a blank disk, is no image's; it may lie below what has the image's. */
function matchOf(
  base: Descent['base'],
  { backing }: DiskCell,
  sha1: string | undefined,
): Descent['match'] {
  if (sha1 === undefined || base === undefined) return 'unknown'
  const names = [base.name, baseNameOf(backing?.name ?? '')]
  return names.some((name) => name.startsWith(sha1)) ? 'same' : 'different'
}
