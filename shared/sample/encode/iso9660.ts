import type { FileContent } from '../tree.ts'
import { asciiBytes } from './text.ts'

/** A directory tree that leads to one file, e.g. `['openstack', 'latest']`. */
export interface IsoDescription {
  readonly volumeId: string
  readonly directories: readonly string[]
  readonly fileName: string
  readonly fileText: string
}

const SECTOR = 2048
const DESCRIPTOR = 16
const TERMINATOR = 17
const PATH_TABLE_LITTLE = 18
const PATH_TABLE_BIG = 19
const ROOT = 20
// mkisofs pads with 150 sectors, for drives that read ahead.
const PADDING = 150
const DIRECTORY_FLAG = 2

interface Extent {
  readonly sector: number
  readonly length: number
}

/** Encodes an ISO 9660 image (ECMA-119) with relaxed names, as Nova's config drives have them. */
export function encodeIso9660(description: IsoDescription): FileContent {
  const { directories, fileName } = description
  const text = asciiBytes(description.fileText)
  const file: Extent = { sector: ROOT + directories.length + 1, length: text.length }
  const sectors = file.sector + Math.ceil(text.length / SECTOR) + PADDING
  const part = (sector: number, bytes: Uint8Array) => ({ offset: sector * SECTOR, bytes })
  const folders = [...directories.keys(), directories.length].map((depth) => {
    const name = directories[depth]
    const child =
      name === undefined
        ? record(`${fileName};1`, file, 0)
        : record(name, directoryAt(depth + 1), DIRECTORY_FLAG)
    return part(ROOT + depth, encodeDirectory(depth, child))
  })
  return {
    length: sectors * SECTOR,
    parts: [
      part(DESCRIPTOR, encodeDescriptor(description, sectors)),
      part(TERMINATOR, encodeTerminator()),
      part(PATH_TABLE_LITTLE, encodePathTable(directories, true)),
      part(PATH_TABLE_BIG, encodePathTable(directories, false)),
      ...folders,
      part(file.sector, text),
    ],
  }
}

function directoryAt(depth: number): Extent {
  return { sector: ROOT + depth, length: SECTOR }
}

function encodeDescriptor(description: IsoDescription, sectors: number): Uint8Array {
  const bytes = new Uint8Array(SECTOR)
  const view = new DataView(bytes.buffer)
  bytes[0] = 1 // primary volume descriptor
  bytes.set(asciiBytes('CD001\x01'), 1)
  bytes.fill(0x20, 8, 72) // system and volume identifier, padded with blanks
  bytes.set(asciiBytes(description.volumeId), 40)
  setBoth32(view, 80, sectors)
  setBoth16(view, 120, 1) // volumes in the set
  setBoth16(view, 124, 1) // number of this volume
  setBoth16(view, 128, SECTOR)
  setBoth32(view, 132, encodePathTable(description.directories, true).length)
  view.setUint32(140, PATH_TABLE_LITTLE, true)
  view.setUint32(148, PATH_TABLE_BIG)
  bytes.set(record('\0', directoryAt(0), DIRECTORY_FLAG), 156)
  bytes.fill(0x20, 190, 813) // identifiers of set, publisher, preparer, application and files
  for (const offset of [813, 830, 847, 864]) bytes.fill(0x30, offset, offset + 16) // no dates
  bytes[881] = 1 // file structure version
  return bytes
}

function encodeTerminator(): Uint8Array {
  return Uint8Array.of(255, ...asciiBytes('CD001\x01'))
}

function encodeDirectory(depth: number, child: Uint8Array): Uint8Array {
  const own = record('\0', directoryAt(depth), DIRECTORY_FLAG)
  const parent = record('\x01', directoryAt(Math.max(0, depth - 1)), DIRECTORY_FLAG)
  const bytes = new Uint8Array(SECTOR)
  bytes.set(own, 0)
  bytes.set(parent, own.length)
  bytes.set(child, own.length + parent.length)
  return bytes
}

/** ECMA-119, 9.1 Format of a Directory Record. */
function record(name: string, extent: Extent, flags: number): Uint8Array {
  const length = Math.ceil((33 + name.length) / 2) * 2
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  bytes[0] = length
  setBoth32(view, 2, extent.sector)
  setBoth32(view, 10, extent.length)
  bytes[18] = 100 // years since 1900; month and day follow
  bytes[19] = 1
  bytes[20] = 1
  bytes[25] = flags
  setBoth16(view, 28, 1)
  bytes[32] = name.length
  bytes.set(asciiBytes(name), 33)
  return bytes
}

/** ECMA-119, 9.4 Format of a Path Table Record; every directory's parent stands before it. */
function encodePathTable(directories: readonly string[], littleEndian: boolean): Uint8Array {
  return Uint8Array.from(
    ['\0', ...directories].flatMap((name, depth) => {
      const bytes = new Uint8Array(8 + Math.ceil(name.length / 2) * 2)
      const view = new DataView(bytes.buffer)
      bytes[0] = name.length
      view.setUint32(2, ROOT + depth, littleEndian)
      view.setUint16(6, Math.max(1, depth), littleEndian)
      bytes.set(asciiBytes(name), 8)
      return [...bytes]
    }),
  )
}

/** ECMA-119, 7.2.3 and 7.3.3: the number little-endian, then big-endian. */
function setBoth16(view: DataView, offset: number, value: number): void {
  view.setUint16(offset, value, true)
  view.setUint16(offset + 2, value)
}

function setBoth32(view: DataView, offset: number, value: number): void {
  view.setUint32(offset, value, true)
  view.setUint32(offset + 4, value)
}
