import { FormatError } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { quote, type Sayable, says } from '../../phrases/phrase.ts'
import { codecError } from '../disk/codec-error.ts'
import type { Codecs, PackedCluster } from '../disk/types.ts'
import { compressedLength, compressedOffset, entryText, isCompressed } from './entry-words.ts'
import { type TableLayout, tableLayout } from './geometry.ts'
import { l2OffsetAt } from './l1.ts'
import type { Qcow2Tables } from './tables.ts'

/** Where a compressed cluster's bytes are in the file. */
export interface PackedPlace {
  readonly offset: number
  /** Most bytes that the stream can take. */
  readonly length: number
}

/**
 * The descriptor of the compressed cluster that maps `guest`. Throws `FormatError` when the entry is
 * another by now: the tables are those of an image that may be in use.
 */
export function packedPlace(tables: Qcow2Tables, layout: TableLayout, guest: number): PackedPlace {
  const { clusterBits } = tables.geometry
  const tableOffset = l2OffsetAt(tables, Math.floor(guest / layout.l2Coverage))
  const at = Math.floor((guest % layout.l2Coverage) / layout.clusterSize) * layout.entryBytes
  const view = tableOffset === undefined ? undefined : tables.l2(tableOffset).view
  const high = view?.getUint32(at) ?? 0
  const low = view?.getUint32(at + 4) ?? 0
  if (!isCompressed(high)) {
    const where = (tableOffset ?? 0) + at
    throw new FormatError(
      'changed',
      'L2 entry',
      where,
      says('a compressed cluster'),
      quote(entryText(high, low)),
    )
  }
  return {
    offset: compressedOffset(high, low, clusterBits),
    length: compressedLength(high, low, clusterBits),
  }
}

/** The packed bytes; what the file lacks of the last sector is no part of the stream. */
export function readPacked(source: ByteSource, place: PackedPlace): Uint8Array {
  const available = Math.min(place.length, source.size - place.offset)
  if (available <= 0) {
    const expected = says('an offset below the end at {{at}}', { at: source.size })
    throw new FormatError('truncated', 'compressed cluster', place.offset, expected, says('none'))
  }
  const bytes = new Uint8Array(available)
  return bytes.subarray(0, source.read(bytes, place.offset))
}

/** The compressed cluster that maps `guest`, still packed. */
export function packedCluster(tables: Qcow2Tables, guest: number): PackedCluster {
  const layout = tableLayout(tables.geometry)
  const place = packedPlace(tables, layout, guest)
  return {
    start: guest - (guest % layout.clusterSize),
    length: layout.clusterSize,
    codec: tables.geometry.compression,
    bytes: readPacked(tables.source, place),
  }
}

/** One cluster of guest bytes. Throws `FormatError` (`invalid`) when the stream is damaged. */
export function unpack(
  codecs: Codecs,
  codec: 'deflate' | 'zstd',
  packed: Uint8Array,
  length: number,
  offset: number,
): Uint8Array {
  const bytes = attempt(codecs, codec, packed, length, offset)
  if (bytes.length === length) return bytes
  throw damaged(codec, offset, length, says('{{bytes}} bytes', { bytes: bytes.length }))
}

function attempt(
  codecs: Codecs,
  codec: 'deflate' | 'zstd',
  packed: Uint8Array,
  length: number,
  offset: number,
): Uint8Array {
  try {
    return codec === 'zstd' ? codecs.zstd(packed, length) : codecs.inflateRaw(packed, length)
  } catch (error) {
    if (error instanceof FormatError) throw error
    throw damaged(codec, offset, length, codecError(error))
  }
}

function damaged(codec: string, offset: number, length: number, found: Sayable): FormatError {
  const expected = says('a {{name}} stream of {{bytes}} bytes', { name: codec, bytes: length })
  return new FormatError('invalid', 'compressed cluster', offset, expected, found)
}
