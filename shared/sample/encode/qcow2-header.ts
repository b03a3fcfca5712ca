import { asciiBytes } from './text.ts'

/** Where things are in an image file, in bytes and entries. */
export interface Qcow2Layout {
  readonly virtualSize: number
  readonly clusterBits: number
  readonly l1Entries: number
  readonly l1Offset: number
  readonly refcountTableOffset: number
}

export interface Qcow2Names {
  readonly backing?: { readonly name: string; readonly format?: string }
  /** Name of an external data file; sets the incompatible feature. */
  readonly dataFile?: string
}

const HEADER_LENGTH = 112
const EXTENSION_BACKING_FORMAT = 0xe2792aca
const EXTENSION_FEATURE_NAMES = 0x6803f857
const EXTENSION_DATA_FILE = 0x44415441
const INCOMPATIBLE_DATA_FILE = 1 << 2

// qcow2.rst, Feature name table: set (0 incompatible, 1 compatible, 2 autoclear), bit, name.
const FEATURE_NAMES: readonly (readonly [number, number, string])[] = [
  [0, 0, 'dirty bit'],
  [0, 1, 'corrupt bit'],
  [0, 2, 'external data file'],
  [0, 3, 'compression type'],
  [0, 4, 'extended L2 entries'],
  [1, 0, 'lazy refcounts'],
  [2, 0, 'bitmaps'],
  [2, 1, 'raw external data'],
]
const FEATURE_NAME_SIZE = 48

/** Header, header extensions and backing file name of a version 3 image (qcow2.rst, Header). */
export function encodeHeader(layout: Qcow2Layout, names: Qcow2Names): Uint8Array {
  const extensions = encodeExtensions(names)
  const backingName = asciiBytes(names.backing?.name ?? '')
  const backingOffset = HEADER_LENGTH + extensions.length
  const bytes = new Uint8Array(backingOffset + backingName.length)
  bytes.set(extensions, HEADER_LENGTH)
  bytes.set(backingName, backingOffset)

  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x514649fb) // magic "QFI\xfb"
  view.setUint32(4, 3) // version
  if (names.backing !== undefined) {
    setUint64(view, 8, backingOffset)
    view.setUint32(16, backingName.length)
  }
  view.setUint32(20, layout.clusterBits)
  setUint64(view, 24, layout.virtualSize)
  view.setUint32(36, layout.l1Entries)
  setUint64(view, 40, layout.l1Offset)
  setUint64(view, 48, layout.refcountTableOffset)
  view.setUint32(56, 1) // refcount_table_clusters
  if (names.dataFile !== undefined) setUint64(view, 72, INCOMPATIBLE_DATA_FILE)
  view.setUint32(96, 4) // refcount_order: 16 bits
  view.setUint32(100, HEADER_LENGTH)
  return bytes
}

/** Writes an unsigned number below 2^53 as 64 bits, big-endian. */
export function setUint64(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, Math.floor(value / 2 ** 32))
  view.setUint32(offset + 4, value % 2 ** 32)
}

function encodeExtensions(names: Qcow2Names): Uint8Array {
  const end = new Uint8Array(8)
  return concat([
    ...textExtension(EXTENSION_BACKING_FORMAT, names.backing?.format),
    ...textExtension(EXTENSION_DATA_FILE, names.dataFile),
    encodeExtension(EXTENSION_FEATURE_NAMES, encodeFeatureNames()),
    end,
  ])
}

function textExtension(type: number, text: string | undefined): readonly Uint8Array[] {
  return text === undefined ? [] : [encodeExtension(type, asciiBytes(text))]
}

function encodeExtension(type: number, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + Math.ceil(data.length / 8) * 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, type)
  view.setUint32(4, data.length)
  bytes.set(data, 8)
  return bytes
}

function encodeFeatureNames(): Uint8Array {
  const bytes = new Uint8Array(FEATURE_NAMES.length * FEATURE_NAME_SIZE)
  for (const [index, [set, bit, name]] of FEATURE_NAMES.entries()) {
    const offset = index * FEATURE_NAME_SIZE
    bytes[offset] = set
    bytes[offset + 1] = bit
    bytes.set(asciiBytes(name), offset + 2)
  }
  return bytes
}

function concat(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    bytes.set(piece, offset)
    offset += piece.length
  }
  return bytes
}
