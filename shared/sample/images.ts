import { sha1OfAscii } from '../nova/sha1.ts'
import { GIB, MIB } from '../values/sizes.ts'
import {
  type ImageKey,
  MISSING_IMAGE,
  PARTIAL_IMAGE,
  type SampleImage,
  UNUSED_IMAGE,
  USED_IMAGES,
} from './catalog.ts'
import type { GuestData } from './data.ts'
import { encodeIso9660 } from './encode/iso9660.ts'
import { encodeQcow2, type GuestCluster } from './encode/qcow2.ts'
import { encodeExt4, encodeRaw, encodeSwap, withPartitionTable } from './encode/raw.ts'
import { BASE, IMAGES } from './paths.ts'
import { createRandom } from './random.ts'
import { DAY, type FileContent, file, HOUR, type SampleEntry } from './tree.ts'

export const EPHEMERAL = { name: 'ephemeral_20_40d1d2c', size: 20 * GIB }
export const SWAP = { name: 'swap_512', size: 512 * MIB }

// The cache manager touches what is in use on every pass, each 40 minutes.
const TOUCHED = 0.3 * HOUR
const STREAM = 10_000

/** An image with its id in Glance and what its guest sees. */
export interface PlannedImage {
  readonly id: string
  /** Name in the cache: SHA-1 of the id's text (nova/virt/libvirt/imagecache.py). */
  readonly baseName: string
  readonly virtualSize: number
  readonly clusters: readonly GuestCluster[]
}

export interface PlannedImages {
  readonly used: Readonly<Record<ImageKey, PlannedImage>>
  readonly unused: PlannedImage
  readonly partial: PlannedImage
  readonly isoId: string
}

export function planImages(seed: number, data: GuestData): PlannedImages {
  let stream = STREAM
  const plan = (image: SampleImage) => planImage(image, seed, stream++, data)
  const { ubuntu, debian, rocky, windows, alpine } = USED_IMAGES
  return {
    used: {
      ubuntu: plan(ubuntu),
      debian: plan(debian),
      rocky: plan(rocky),
      windows: plan(windows),
      alpine: plan(alpine),
      missing: plan(MISSING_IMAGE),
    },
    unused: plan(UNUSED_IMAGE),
    partial: plan(PARTIAL_IMAGE),
    isoId: createRandom(seed, stream).uuid(),
  }
}

function planImage(
  image: SampleImage,
  seed: number,
  stream: number,
  data: GuestData,
): PlannedImage {
  const random = createRandom(seed, stream)
  const id = random.uuid()
  const virtualSize = image.gib * GIB
  const clusters = data.scatter(random, virtualSize, image.dataClusters)
  return {
    id,
    baseName: hashOf(id),
    virtualSize,
    clusters: clusters.map(({ index, bytes }) =>
      index === 0 && bytes !== undefined
        ? { index, bytes: withPartitionTable(bytes, virtualSize) }
        : { index, ...(bytes && { bytes }) },
    ),
  }
}

function hashOf(id: string): string {
  const hash = sha1OfAscii(id)
  if (hash === undefined) throw new RangeError(`not an ASCII text: ${id}`)
  return hash
}

/** The image cache: raw bases, one that nothing uses, the swap and ephemeral templates, a `.part`. */
export function cacheEntries(images: PlannedImages): readonly SampleEntry[] {
  const { unused, partial } = images
  return [
    ...presentBases(images).map((image) => base(image.baseName, rawOf(image), TOUCHED)),
    base(unused.baseName, rawOf(unused), 40 * DAY),
    base(EPHEMERAL.name, encodeExt4(EPHEMERAL.size), TOUCHED),
    base(SWAP.name, encodeSwap(SWAP.size), TOUCHED),
    base(`${partial.baseName}.part`, firstHalf(qcow2Of(partial)), 5 * HOUR),
  ]
}

/** Names in the cache that Nova keeps a lock file for. */
export function lockedNames(images: PlannedImages): readonly string[] {
  const originals = [...presentBases(images), images.unused].map((image) => image.baseName)
  return [...originals, EPHEMERAL.name, SWAP.name]
}

/** The image store: qcow2 files whose content the bases hold, and an installation medium. */
export function storeEntries(images: PlannedImages): readonly SampleEntry[] {
  const kept = [...presentBases(images), images.used.missing, images.partial]
  const medium = encodeIso9660({
    volumeId: 'INSTALL',
    directories: ['boot'],
    fileName: 'readme.txt',
    fileText: 'Installation medium\n',
  })
  return [...kept.map((image) => stored(image.id, qcow2Of(image))), stored(images.isoId, medium)]
}

function presentBases(images: PlannedImages): readonly PlannedImage[] {
  const { ubuntu, debian, rocky, windows, alpine } = images.used
  return [ubuntu, debian, rocky, windows, alpine]
}

function base(name: string, content: FileContent, age: number): SampleEntry {
  return file(`${BASE}/${name}`, content, age)
}

function stored(id: string, content: FileContent): SampleEntry {
  return file(`${IMAGES}/${id}`, content, 200 * DAY, 0o640)
}

function rawOf(image: PlannedImage): FileContent {
  return encodeRaw(image.virtualSize, image.clusters)
}

function qcow2Of(image: PlannedImage): FileContent {
  return encodeQcow2({ virtualSize: image.virtualSize, clusters: image.clusters })
}

/** A file as a download leaves it that died half way. */
function firstHalf(content: FileContent): FileContent {
  const length = Math.floor(content.length / 2)
  const parts = content.parts.filter(({ offset, bytes }) => offset + bytes.length <= length)
  return { length, parts }
}
