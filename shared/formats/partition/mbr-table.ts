import { ByteCursor } from '../../bytes/cursor.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import { isBeyond } from './cut.ts'
import { MBR_TYPES } from './mbr-types.ts'
import type { Partition, PartitionFault, PartitionTable } from './types.ts'

const DISK_ID_OFFSET = 440
const ENTRIES_OFFSET = 446
const ENTRY_SIZE = 16
const SIGNATURE_OFFSET = 510
const ENTRY_COUNT = 4
const EXTENDED: readonly string[] = ['05', '0f', '85']
/** The first number of a logical partition. */
const FIRST_LOGICAL = 5
/** Links of an extended partition that are followed; Linux numbers fewer devices. */
const MAX_LOGICAL = 128
/** The chain of logical partitions, in faults. */
const WHAT = 'mbr.extended'

/** Bytes, relative to what the sector's kind says. */
interface Entry {
  readonly type: string
  readonly bootable: boolean
  readonly start: number
  readonly size: number
}

/** The table in the first sector, with the logical partitions of an extended one. */
export function readMbrTable(source: ByteSource, sector: Uint8Array): PartitionTable {
  const faults: PartitionFault[] = []
  const entries = entriesOf(sector, 0)
  const primary = entries.flatMap((entry, index) => {
    const place = EXTENDED.includes(entry.type) ? ('extended' as const) : ('primary' as const)
    return entry.type === '00' ? [] : [partitionOf(index + 1, entry, entry.start, place)]
  })
  const extended = primary.filter(({ place }) => place === 'extended')
  const logical = extended.flatMap((one) => logicalOf(source, one, faults))
  const numbered = logical.map((one, index) => ({ ...one, number: FIRST_LOGICAL + index }))
  const id = new ByteCursor(sector, 'mbr').seek(DISK_ID_OFFSET).u32Le()
  const partitions = [...primary, ...numbered]
  for (const one of partitions) checkEnd(source, one, faults)
  const diskId = `0x${id.toString(16).padStart(8, '0')}`
  return { scheme: 'mbr', diskId, sectorSize: SECTOR_SIZE, partitions, faults }
}

function entriesOf(sector: Uint8Array, base: number): readonly Entry[] {
  const cursor = new ByteCursor(sector, 'mbr', base)
  return Array.from({ length: ENTRY_COUNT }, (_, index) => {
    const bootable = (cursor.seek(ENTRIES_OFFSET + index * ENTRY_SIZE).u8() & 0x80) !== 0
    const type = cursor.skip(3).u8().toString(16).padStart(2, '0')
    const start = cursor.skip(3).u32Le() * SECTOR_SIZE
    return { type, bootable, start, size: cursor.u32Le() * SECTOR_SIZE }
  })
}

function partitionOf(
  number: number,
  { type, bootable, size }: Entry,
  start: number,
  place: NonNullable<Partition['place']>,
): Partition {
  const typeName = MBR_TYPES[type]
  return { number, start, size, type, ...(typeName && { typeName }), bootable, place }
}

/**
 * Each logical partition has a sector of its own, which names the next one: a chain that a hostile
 * disk may lay in a circle or make very long.
 */
function logicalOf(
  source: ByteSource,
  { start: base = 0 }: Partition,
  faults: PartitionFault[],
): readonly Partition[] {
  const found: Partition[] = []
  const seen = new Set<number>()
  for (let at: number | undefined = base; at !== undefined; ) {
    const link = readLink(source, at, seen)
    if ('fault' in link) {
      faults.push(link.fault)
      return found
    }
    seen.add(at)
    if (link.own !== undefined) found.push(partitionOf(0, link.own, at + link.own.start, 'logical'))
    // A link counts from the extended partition, a partition from its own sector.
    at = link.next === undefined ? undefined : base + link.next.start
  }
  return found
}

/** The partition of one sector of the chain, and where the next one is. */
interface Link {
  readonly own: Entry | undefined
  readonly next: Entry | undefined
}

function readLink(
  source: ByteSource,
  at: number,
  seen: ReadonlySet<number>,
): Link | { readonly fault: PartitionFault } {
  const fault = linkFault(source, at, seen)
  if (fault !== undefined) return { fault }
  const sector = sectorAt(source, at)
  if (sector === undefined) {
    const fault = faultOf('invalid', WHAT, at, says('a boot signature'), says('none'))
    return { fault: { ...fault, reason: 'no-signature' } }
  }
  const entries = entriesOf(sector, at).filter(({ type }) => type !== '00')
  return {
    own: entries.find(({ type }) => !EXTENDED.includes(type)),
    next: entries.find(({ type }) => EXTENDED.includes(type)),
  }
}

function linkFault(
  source: ByteSource,
  at: number,
  seen: ReadonlySet<number>,
): PartitionFault | undefined {
  if (seen.has(at)) {
    return {
      ...faultOf('invalid', WHAT, at, says('a chain with an end'), says('a circle')),
      reason: 'circle',
    }
  }
  if (seen.size >= MAX_LOGICAL) {
    const expected = says('at most {{n}} logical partitions', { n: MAX_LOGICAL })
    return { ...faultOf('limit', WHAT, at, expected, says('more')), reason: 'too-many' }
  }
  if (at + SECTOR_SIZE <= source.size) return undefined
  const fault = faultOf(
    'truncated',
    WHAT,
    at,
    says('a sector'),
    says('the end at {{at}}', { at: source.size }),
  )
  return { ...fault, reason: 'chain-beyond-end' }
}

/** A sector that ends in 55 AA. */
function sectorAt(source: ByteSource, offset: number): Uint8Array | undefined {
  const sector = new Uint8Array(SECTOR_SIZE)
  const got = source.read(sector, offset)
  const signed = sector[SIGNATURE_OFFSET] === 0x55 && sector[SIGNATURE_OFFSET + 1] === 0xaa
  return got === SECTOR_SIZE && signed ? sector : undefined
}

export function checkEnd(source: ByteSource, partition: Partition, faults: PartitionFault[]): void {
  const { number, start = 0, size = 0 } = partition
  if (!isBeyond(partition, source.size)) return
  const what = `partition ${number}` as const
  const fault = faultOf(
    'truncated',
    what,
    start,
    says('{{bytes}} bytes', { bytes: size }),
    says('the end at {{at}}', { at: source.size }),
  )
  faults.push({ ...fault, reason: 'partition-beyond-end' })
}
