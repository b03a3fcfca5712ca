import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, FormatError, type Refuse, refusalIn } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import type { ImageFlag, ImageSummary } from '../types.ts'
import { checkExtension } from './extension.ts'
import type { ParallelsDetails, ParallelsHeader } from './types.ts'

const MAGIC = 'WithoutFreeSpace'
const MAGIC_EXTENDED = 'WithouFreSpacExt'
const VERSION = 2
/** qemu's bounds (block/parallels.c): a cluster's bytes, and the table's, fit in 31 bits. */
const MAX_TRACKS = Math.floor(0x7fffffff / 513)
const MAX_BAT_ENTRIES = Math.floor(0x7fffffff / 4)
const STATES: Readonly<Record<number, ParallelsHeader['state']>> = {
  0: 'none',
  1953459801: 'open',
  825111158: 'closed',
}
const fail: Refuse = refusalIn('parallels')
/** The block allocation table follows. */
export const PARALLELS_HEADER_SIZE = 64
export const BAT_ENTRY_BYTES = 4

export interface Parallels {
  readonly summary: ImageSummary & { readonly virtualSize: number; readonly clusterSize: number }
  readonly parallels: ParallelsDetails
  readonly faults: readonly Fault[]
}

/** Whether the bytes are a Parallels header of the one version that there is. */
export function isParallels(bytes: Uint8Array): boolean {
  if (bytes.length < 20) return false
  const cursor = new ByteCursor(bytes, 'parallels')
  const magic = cursor.text(16)
  return (magic === MAGIC || magic === MAGIC_EXTENDED) && cursor.u32Le() === VERSION
}

export function isExtended({ magic }: ParallelsHeader): boolean {
  return magic === MAGIC_EXTENDED
}

/** Reads a Parallels header (parallels.txt, little-endian); faults are in qemu's order and words. */
export function readParallels(window: HeadWindow): Parallels {
  const header = readHeader(new ByteCursor(window.head, 'parallels'))
  checkHeader(header)
  checkExtension(window, header)
  const virtualSize = header.sectors * SECTOR_SIZE
  if (!Number.isSafeInteger(virtualSize)) {
    const found = header.sectors
    throw new FormatError('limit', 'parallels.nb_sectors', 36, says('at most 2^53 bytes'), found)
  }
  const faults = cutTables(header, window.source.size)
  const flags = flagsOf(header, faults)
  const summary = {
    format: 'parallels',
    virtualSize,
    clusterSize: header.tracks * SECTOR_SIZE,
    ...(flags.length > 0 && { flags }),
  } as const
  return { summary, parallels: { header }, faults }
}

function readHeader(cursor: ByteCursor): ParallelsHeader {
  const magic = cursor.text(16)
  const version = cursor.u32Le()
  const heads = cursor.u32Le()
  const cylinders = cursor.u32Le()
  const tracks = cursor.u32Le()
  const batEntries = cursor.u32Le()
  const allSectors = cursor.safeU64Le('parallels.nb_sectors')
  const state = STATES[cursor.u32Le()] ?? 'unknown'
  const dataOffset = cursor.u32Le()
  const flags = cursor.u32Le()
  const extensionOffset = cursor.u64Le()
  // Only the extended format has 64 bits for the number of sectors.
  const sectors = magic === MAGIC_EXTENDED ? allSectors : allSectors % 2 ** 32
  const shape = { heads, cylinders, tracks, batEntries, sectors }
  return { magic, version, ...shape, state, dataOffset, flags, extensionOffset }
}

function checkHeader({ tracks, batEntries }: ParallelsHeader): void {
  if (tracks === 0)
    fail(
      'tracks',
      28,
      says('at least {{n}}', { n: 1 }),
      0,
      says('Invalid image: Zero sectors per track'),
    )
  if (tracks > MAX_TRACKS) {
    fail(
      'tracks',
      28,
      says('at most {{n}}', { n: MAX_TRACKS }),
      tracks,
      says('Invalid image: Too big cluster'),
    )
  }
  if (batEntries > MAX_BAT_ENTRIES) {
    fail(
      'bat_entries',
      32,
      says('at most {{n}}', { n: MAX_BAT_ENTRIES }),
      batEntries,
      says('Catalog too large'),
    )
  }
}

/** qemu takes what is missing of the table for zeros. */
function cutTables({ batEntries }: ParallelsHeader, length: number): readonly Fault[] {
  const size = batEntries * BAT_ENTRY_BYTES
  if (PARALLELS_HEADER_SIZE + size <= length) return []
  const expected = says('{{bytes}} bytes at {{at}}', { bytes: size, at: PARALLELS_HEADER_SIZE })
  return [
    faultOf('truncated', 'parallels.bat', 32, expected, says('the end at {{at}}', { at: length })),
  ]
}

function flagsOf({ state }: ParallelsHeader, faults: readonly Fault[]): readonly ImageFlag[] {
  const open: readonly ImageFlag[] = state === 'open' ? ['dirty'] : []
  return faults.length > 0 ? [...open, 'truncated'] : open
}
