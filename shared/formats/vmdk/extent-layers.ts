import type { Fault, FaultCode } from '../../bytes/errors.ts'
import { FormatError, sentenceOf } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { readPadded } from '../../bytes/read-padded.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { type Phrase, quote, says } from '../../phrases/phrase.ts'
import { withoutSecrets } from '../../secrets/without-secrets.ts'
import { faultOf } from '../disk/fault.ts'
import {
  absentLayer,
  joinedLayer,
  type LayerPart,
  unreadableLayer,
  zeroLayer,
} from '../disk/joined-layer.ts'
import type { DiskLayer, LayerContext } from '../disk/types.ts'
import { readSparseExtent } from './extent-files.ts'
import { isPlainName, MAX_EXTENT_FILES } from './extent-name.ts'
import { cowdLayer, sparseLayer } from './layer.ts'
import { seSparseLayer } from './sesparse-layer.ts'
import type { VmdkDescriptor, VmdkExtent } from './types.ts'

/**
 * The guest's disk of a descriptor, whose extents are other files. Only what the context grants is
 * opened; what is not here, or cannot be read, is mapped as unreadable, and the rest is read.
 */
export function descriptorLayer(descriptor: VmdkDescriptor, context: LayerContext): DiskLayer {
  const parts: LayerPart[] = []
  let start = 0
  for (const [index, extent] of boundExtents(descriptor).entries()) {
    const length = extent.sectors * SECTOR_SIZE
    parts.push({ start, length, layer: extentLayer(extent, index, context), from: 0 })
    start += length
  }
  if (Number.isSafeInteger(start)) return joinedLayer(parts, start)
  throw new FormatError('limit', 'vmdk.extents', 0, says('at most 2^53 bytes'), start)
}

/** The extents of a descriptor. Throws `FormatError` for more files than are opened; zeros are in none. */
export function boundExtents({ extents }: VmdkDescriptor): readonly VmdkExtent[] {
  const found = extents.filter(({ type }) => type !== 'ZERO').length
  if (found <= MAX_EXTENT_FILES) return extents
  const expected = says('at most {{n}} files of one disk open at once', { n: MAX_EXTENT_FILES })
  throw new FormatError('limit', 'vmdk.extents', 0, expected, found)
}

export function isFlat({ type }: VmdkExtent): boolean {
  return type === 'FLAT' || type === 'VMFS'
}

const NOT_BESIDE = 'The extent {{name}} is not a file beside the descriptor, and is never opened'

function extentLayer(extent: VmdkExtent, index: number, context: LayerContext): DiskLayer {
  const { access, type } = extent
  if (type === 'ZERO') return zeroLayer(extent.sectors * SECTOR_SIZE)
  if (access === 'NOACCESS')
    return unreadable(
      extent,
      'unsupported',
      says('The extent {{name}} is not accessible', { name: shown(extent) }),
    )
  // Nothing is wrong with the tables of an image that names what is not looked for.
  if (!isPlainName(extent.name ?? ''))
    return absentLayer(
      sizeOf(extent),
      faultOfExtent(extent, 'unsupported', says(NOT_BESIDE, { name: shown(extent) })),
    )
  const source = context.extentFile?.(extent.name ?? '', index)
  if (source === undefined)
    return absentLayer(
      sizeOf(extent),
      faultOfExtent(
        extent,
        'unsupported',
        says('The extent {{name}} is not here', { name: shown(extent) }),
      ),
    )
  try {
    return isFlat(extent) ? flatExtent(source, extent) : sparseExtent(source, extent, context)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return unreadable(
      extent,
      error.fault.code,
      says('The extent {{name}} cannot be read: {{why}}', {
        name: shown(extent),
        why: sentenceOf(error.fault),
      }),
    )
  }
}

/** A stretch of a plain file. What the file lacks of it reads as zeros, and was cut off. */
function flatExtent(source: ByteSource, { sectors, offset: sector = 0 }: VmdkExtent): DiskLayer {
  const from = sector * SECTOR_SIZE
  return {
    size: sectors * SECTOR_SIZE,
    holesKnown: source.size === 0,
    *extents(start, length, faults) {
      if (length <= 0) return
      const offset = from + start
      if (offset + length > source.size)
        faults?.note('truncated', () => cutOff(source, offset, length))
      yield { start, length, kind: 'data', offset }
    },
    read: (target, offset) => readPadded(source, target, from + offset),
  }
}

function cutOff({ size }: ByteSource, offset: number, length: number): Fault {
  const expected = says('a stretch that ends by {{at}}', { at: size })
  return faultOf(
    'truncated',
    'vmdk.extent',
    offset,
    expected,
    says('its end at {{at}}', { at: offset + length }),
  )
}

function sparseExtent(source: ByteSource, { type }: VmdkExtent, context: LayerContext): DiskLayer {
  if (type === 'SESPARSE') return seSparseLayer(source)
  const found = readSparseExtent(source)?.vmdk
  if (found?.sparse !== undefined) return sparseLayer(source, found.sparse, context.codecs)
  if (found?.cowd !== undefined) return cowdLayer(source, found.cowd, context.codecs)
  throw new FormatError('unsupported', 'vmdk.extent', 0, says('a sparse extent'), quote(type))
}

function unreadable(extent: VmdkExtent, code: FaultCode, message: Phrase): DiskLayer {
  return unreadableLayer(sizeOf(extent), faultOfExtent(extent, code, message))
}

function sizeOf({ sectors }: VmdkExtent): number {
  return sectors * SECTOR_SIZE
}

function faultOfExtent(extent: VmdkExtent, code: FaultCode, message: Phrase): Fault {
  const expected = says('an extent that can be read')
  return faultOf(code, 'vmdk.extent', 0, expected, quote(shown(extent)), message)
}

/** A name may be a URL, and what is said of an extent goes into reports. */
function shown({ name = '' }: VmdkExtent): string {
  return JSON.stringify(withoutSecrets(name))
}
