import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ImageDetails } from '../../formats/details.ts'
import {
  type CipherMode,
  cipherKeyBytes,
  cipherModeParts,
} from '../../formats/luks/check-cipher.ts'
import type { LuksHeader, LuksKeySlot } from '../../formats/luks/types.ts'
import {
  COMPAT_LAZY_REFCOUNTS,
  hasFeature,
  INCOMPAT_CORRUPT,
  INCOMPAT_EXTL2,
} from '../../formats/qcow2/features.ts'
import type { Qcow2Bitmap, Qcow2Details } from '../../formats/qcow2/types.ts'
import { isExtentAlone } from '../../formats/vmdk/extent-alone.ts'
import type { VmdkDetails, VmdkExtent } from '../../formats/vmdk/types.ts'
import { fullBackingFilename } from '../backing-path.ts'

/** A value as JSON has it. */
export type JsonValue = string | number | boolean | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue
}

/** `format-specific` of `qemu-img info`: keys in the order in which qemu-img 7.2 prints them. */
export interface FormatSpecific {
  readonly type: string
  readonly data: JsonObject
}

/** Undefined for formats of which qemu says nothing specific. */
export function formatSpecific(details: ImageDetails, path: string): FormatSpecific | undefined {
  if (details.qcow2 !== undefined) return qcow2Specific(details.qcow2)
  if (details.luks !== undefined) return { type: 'luks', data: luksData(details.luks) }
  if (details.vmdk !== undefined) return { type: 'vmdk', data: vmdkData(details.vmdk, path) }
  return undefined
}

/** By what was read: overlays with equal headers share it. */
const qcow2Told = new WeakMap<Qcow2Details, FormatSpecific>()

function qcow2Specific(qcow2: Qcow2Details): FormatSpecific {
  const told = qcow2Told.get(qcow2)
  if (told !== undefined) return told
  const specific = { type: 'qcow2', data: qcow2Data(qcow2) }
  qcow2Told.set(qcow2, specific)
  return specific
}

const COMPRESSION_NAMES: readonly string[] = ['zlib', 'zstd']

function qcow2Data(qcow2: Qcow2Details): JsonObject {
  const { header, bitmaps, dataFile, unusedDataFile } = qcow2
  // qemu prints a recorded name whether or not it is used.
  const dataFileName = dataFile?.name ?? unusedDataFile
  const compression = {
    'compression-type': COMPRESSION_NAMES[header.compressionType] ?? String(header.compressionType),
  }
  const refcountBits = { 'refcount-bits': 2 ** header.refcountOrder }
  const encrypt = encryptData(qcow2)
  if (header.version === 2) return { compat: '0.10', ...compression, ...refcountBits, ...encrypt }
  return {
    compat: '1.1',
    ...compression,
    'lazy-refcounts': (header.compatibleFeatures & COMPAT_LAZY_REFCOUNTS) !== 0n,
    ...(bitmaps.length > 0 && { bitmaps: bitmaps.map(bitmapData) }),
    ...refcountBits,
    ...encrypt,
    ...(dataFileName !== undefined && { 'data-file': dataFileName }),
    ...(dataFile !== undefined && { 'data-file-raw': dataFile.raw }),
    corrupt: hasFeature(header, INCOMPAT_CORRUPT),
    'extended-l2': hasFeature(header, INCOMPAT_EXTL2),
  }
}

function bitmapData({ name, inUse, auto, granularityBits }: Qcow2Bitmap): JsonObject {
  const flags = [...(inUse ? ['in-use'] : []), ...(auto ? ['auto'] : [])]
  return { flags, name, granularity: 2 ** granularityBits }
}

function encryptData({ header, luks }: Qcow2Details): JsonObject {
  if (header.cryptMethod === 1) return { encrypt: { format: 'aes' } }
  if (luks === undefined) return {}
  return { encrypt: luksData(luks, 'luks') }
}

/** Of a header that is refused for it. */
const NO_MODE: CipherMode = { chain: '', ivgen: '' }

/** `format` is there when the volume is inside qcow2. */
function luksData(luks: LuksHeader, format?: string): JsonObject {
  const { chain, ivgen, ivgenHash } = cipherModeParts(luks.cipherMode) ?? NO_MODE
  const keyBytes = cipherKeyBytes(luks.masterKeyBytes, chain)
  return {
    'ivgen-alg': ivgen,
    'hash-alg': luks.hash,
    'cipher-alg': `${luks.cipherName}-${keyBytes * 8}`,
    uuid: luks.uuid,
    ...(ivgenHash !== undefined && { 'ivgen-hash-alg': ivgenHash }),
    ...(format !== undefined && { format }),
    'cipher-mode': chain,
    slots: luks.slots.map(slotData),
    'payload-offset': luks.payloadOffset,
    'master-key-iters': luks.masterKeyIterations,
  }
}

function slotData({ active, iterations, keyOffset, stripes }: LuksKeySlot): JsonObject {
  if (!active) return { active, 'key-offset': keyOffset }
  return { active, iters: iterations, 'key-offset': keyOffset, stripes }
}

function vmdkData(vmdk: VmdkDetails, path: string): JsonObject {
  const { descriptor } = vmdk
  // An extent alone is opened by nobody: qemu-img has nothing to say of it, and what it would be is not known.
  const identity = isExtentAlone(vmdk)
    ? {}
    : {
        cid: descriptor?.cid ?? 0,
        'parent-cid': descriptor?.parentCid ?? 0,
        'create-type': createType(vmdk),
      }
  return {
    ...identity,
    extents: vmdkExtents(vmdk, path),
  }
}

/** Of a file that holds its data itself, qemu believes the header and not the descriptor. */
function createType({ sparse, descriptor }: VmdkDetails): string {
  if (sparse === undefined) return descriptor?.createType ?? ''
  return sparse.compressed ? 'streamOptimized' : 'monolithicSparse'
}

function vmdkExtents(vmdk: VmdkDetails, path: string): readonly JsonObject[] {
  const { sparse, cowd, descriptor } = vmdk
  const own = sparse ?? cowd
  if (own === undefined) {
    const grains = new Map(vmdk.extentFiles?.map(({ name, grainSize }) => [name, grainSize]))
    return (descriptor?.extents ?? []).map((extent) => extentData(extent, grains, path))
  }
  const extent = {
    'virtual-size': own.capacity * SECTOR_SIZE,
    filename: path,
    'cluster-size': own.grainSize,
    format: '',
  }
  return [sparse?.compressed === true ? { compressed: true, ...extent } : extent]
}

/** An extent in another file; how large its grains are is known when somebody looked there. */
function extentData(
  { sectors, type, name }: VmdkExtent,
  grains: ReadonlyMap<string, number | undefined>,
  path: string,
): JsonObject {
  const grainSize = name === undefined ? undefined : grains.get(name)
  return {
    'virtual-size': sectors * SECTOR_SIZE,
    ...(name !== undefined && { filename: fullBackingFilename(path, name) }),
    ...(grainSize !== undefined && { 'cluster-size': grainSize }),
    format: type,
  }
}
