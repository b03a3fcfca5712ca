import { ByteCursor } from '../../bytes/cursor.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { ISO_SECTOR, sectorsAt, type VolumeDescriptor } from './descriptors.ts'
import type { BootEntry } from './types.ts'

const SPECIFICATION = 'EL TORITO SPECIFICATION'
const ENTRY_SIZE = 32
const VALIDATION = 0x01
const HEADER = 0x90
const LAST_HEADER = 0x91
const BOOTABLE = 0x88
const PLATFORMS: Readonly<Record<number, BootEntry['platform']>> = {
  0: 'x86',
  1: 'PowerPC',
  2: 'Mac',
  239: 'EFI',
}
const MEDIA: readonly BootEntry['media'][] = [
  'no emulation',
  'floppy',
  'floppy',
  'floppy',
  'hard disk',
]

/** The entries of the boot catalog (El Torito specification, 2), of which one sector is read. */
export function bootEntries(
  source: ByteSource,
  descriptors: readonly VolumeDescriptor[],
): readonly BootEntry[] {
  const record = descriptors.find(({ type, standard }) => standard === 'CD001' && type === 0)
  if (record === undefined) return []
  const cursor = new ByteCursor(record.bytes, 'iso.boot', record.offset)
  if (cursor.seek(7).text(SPECIFICATION.length) !== SPECIFICATION) return []
  const offset = cursor.seek(71).u32Le() * ISO_SECTOR
  const catalog = sectorsAt(source, offset, 1)
  return catalog === undefined ? [] : entriesOf(new ByteCursor(catalog, 'iso.boot', offset))
}

/** A validation entry with the platform of the first entry, then sections with one each. */
function entriesOf(cursor: ByteCursor): readonly BootEntry[] {
  const found: BootEntry[] = []
  if (cursor.u8() !== VALIDATION) return found
  let platform = cursor.u8()
  // The initial entry has no section header.
  let left = 1
  for (let at = ENTRY_SIZE; at + ENTRY_SIZE <= ISO_SECTOR; at += ENTRY_SIZE) {
    const kind = cursor.seek(at).u8()
    if (kind === HEADER || kind === LAST_HEADER) {
      platform = cursor.u8()
      left = cursor.u16Le()
    } else if (left > 0) {
      left -= 1
      found.push(entryOf(cursor, kind, platform))
    } else return found
  }
  return found
}

function entryOf(cursor: ByteCursor, kind: number, platform: number): BootEntry {
  const media = MEDIA[cursor.u8() & 0xf] ?? 'unknown'
  const loadSize = cursor.skip(4).u16Le() * SECTOR_SIZE
  const offset = cursor.u32Le() * ISO_SECTOR
  const name = PLATFORMS[platform] ?? 'unknown'
  return { platform: name, bootable: kind === BOOTABLE, media, offset, loadSize }
}
