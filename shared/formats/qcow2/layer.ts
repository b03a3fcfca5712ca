import { FormatError } from '../../bytes/errors.ts'
import { LruCache } from '../../bytes/lru.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { dataFileNotHere } from '../disk/not-here.ts'
import type {
  DiskLayer,
  FaultSink,
  LayerContext,
  LayerExtent,
  PackedCluster,
} from '../disk/types.ts'
import { packedCluster, packedPlace, readPacked, unpack } from './compressed.ts'
import { NO_END } from './descriptor.ts'
import { tableExtents } from './extents.ts'
import type { Qcow2Geometry, TableLayout } from './geometry.ts'
import { qcow2Revision } from './revision.ts'
import { Qcow2Tables } from './tables.ts'

/** Bytes of unpacked clusters that are kept: neighbours of a small read are in the same cluster. */
const UNPACKED_CACHE = 8 * 1024 * 1024

/**
 * A qcow2 image as a layer of the guest's disk; `geometry` says from which table it is seen,
 * `mayHaveHoles` whether what its tables name may be holes of the file.
 */
export function qcow2Layer(
  source: ByteSource,
  geometry: Qcow2Geometry,
  context: LayerContext,
  mayHaveHoles: () => boolean = () => false,
): DiskLayer {
  return new Qcow2Layer(source, geometry, context, mayHaveHoles)
}

class Qcow2Layer implements DiskLayer {
  readonly size: number
  readonly #tables: Qcow2Tables
  readonly #layout: TableLayout
  readonly #context: LayerContext
  readonly #unpacked = new LruCache<Uint8Array>(UNPACKED_CACHE)
  readonly #mayHaveHoles: () => boolean
  #holesKnown: boolean | undefined

  constructor(
    source: ByteSource,
    geometry: Qcow2Geometry,
    context: LayerContext,
    mayHaveHoles: () => boolean,
  ) {
    this.size = geometry.size
    this.#tables = new Qcow2Tables(source, geometry)
    this.#layout = this.#tables.layout
    this.#context = context
    this.#mayHaveHoles = mayHaveHoles
  }

  /** Found out when it is asked for: refcounts may have to be counted. */
  get holesKnown(): boolean {
    this.#holesKnown ??= this.#dataFile === undefined || !this.#mayHaveHoles()
    return this.#holesKnown
  }

  extents(start: number, length: number, faults?: FaultSink): Iterable<LayerExtent> {
    // Without the data file its end is not known, and no offset is beyond it.
    const extents = tableExtents(this.#tables, start, length, this.#dataFile ?? NO_END, faults)
    return this.#dataFile === undefined ? withoutData(extents) : extents
  }

  read(target: Uint8Array, offset: number): void {
    this.#needKey()
    for (const extent of this.extents(offset, target.length)) {
      const from = extent.start - offset
      const part = target.subarray(from, from + extent.length)
      if (extent.kind === 'compressed') this.#readCompressed(part, extent.start)
      else if (extent.kind === 'data') readPadded(this.#data(), part, extent.offset ?? 0)
      else if (extent.kind === 'missing') this.#data()
      else part.fill(0)
    }
  }

  packedAt(offset: number): PackedCluster {
    this.#needKey()
    return packedCluster(this.#tables, offset)
  }

  revision(): string {
    return qcow2Revision(this.#tables.source, this.#tables.geometry)
  }

  #readCompressed(target: Uint8Array, start: number): void {
    const { clusterSize } = this.#layout
    let done = 0
    while (done < target.length) {
      const within = (start + done) % clusterSize
      const length = Math.min(clusterSize - within, target.length - done)
      const cluster = this.#cluster(start + done - within)
      target.set(cluster.subarray(within, within + length), done)
      done += length
    }
  }

  #cluster(guest: number): Uint8Array {
    const { source, geometry } = this.#tables
    const place = packedPlace(this.#tables, this.#layout, guest)
    const known = this.#unpacked.get(place.offset)
    if (known !== undefined) return known
    const packed = readPacked(source, place)
    const { clusterSize } = this.#layout
    const { codecs } = this.#context
    const bytes = unpack(codecs, geometry.compression, packed, clusterSize, place.offset)
    this.#unpacked.set(place.offset, bytes, bytes.length)
    return bytes
  }

  /** The file that holds uncompressed clusters; undefined where it is another one, and not here. */
  get #dataFile(): ByteSource | undefined {
    const { geometry, source } = this.#tables
    return geometry.dataFile ? this.#context.dataFile : source
  }

  #data(): ByteSource {
    if (this.#dataFile !== undefined) return this.#dataFile
    throw dataFileNotHere()
  }

  #needKey(): void {
    if (!this.#tables.geometry.encrypted) return
    const message = says(
      'The guest data is encrypted; its map and headers can be read without the key',
    )
    throw new FormatError(
      'encrypted',
      'header.crypt_method',
      32,
      says('no encryption'),
      says('one'),
      message,
    )
  }
}

/** What tables tell without the file that holds the data: all that this has is not here, nor a place in it. */
function* withoutData(extents: Iterable<LayerExtent>): Generator<LayerExtent> {
  for (const { start, length, kind } of extents) {
    yield { start, length, kind: kind === 'data' ? 'missing' : kind }
  }
}
