import type { Fault } from '../../bytes/errors.ts'
import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { decodeUtf16 } from '../../bytes/utf16.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { quote, says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import type { ImageFlag, ImageSummary } from '../types.ts'
import { readVhdxDisk, tableEntries } from './disk.ts'
import { readVhdxHeaders } from './headers.ts'
import { readVhdxLog } from './log.ts'
import { VhdxItems } from './metadata.ts'
import { readVhdxParent, vhdxBacking } from './parent.ts'
import { readVhdxRegions, vhdxRegion } from './regions.ts'
import type { VhdxDetails, VhdxRegion } from './types.ts'

const CREATOR_OFFSET = 8
const CREATOR_SIZE = 512

export interface Vhdx {
  readonly summary: ImageSummary
  readonly vhdx: VhdxDetails
  readonly faults: readonly Fault[]
}

/**
 * Reads headers, log, region table and metadata (MS-VHDX, 2.2 to 2.6), in qemu's order. What qemu
 * refuses although the structures are sound is the summary's fault, beside all that they say.
 */
export function readVhdx(window: HeadWindow): Vhdx {
  const { source } = window
  const { headers, current } = readVhdxHeaders(source)
  const log = readVhdxLog(source, current)
  const regions = readVhdxRegions(source, current)
  const items = new VhdxItems(source, vhdxRegion(regions, 'metadata'))
  const disk = readVhdxDisk(items)
  const table = vhdxRegion(regions, 'block-allocation-table')
  tableEntries(disk, table)
  const parent = disk.diskType === 'differencing' ? readVhdxParent(items) : undefined
  const found = { disk, ...(parent !== undefined && { parent }), log, headers, regions }
  const vhdx = { creator: creatorOf(window), ...found, items: items.list }
  const faults = cutTables(source, table)
  return { summary: summaryOf(vhdx, faults), vhdx, faults }
}

function creatorOf(window: HeadWindow): string {
  const bytes = bytesAt(window, CREATOR_OFFSET, CREATOR_SIZE, 'vhdx.creator', CREATOR_SIZE)
  return decodeUtf16(bytes, true)
}

function summaryOf(vhdx: VhdxDetails, faults: readonly Fault[]): ImageSummary {
  const { disk, parent, log, headers } = vhdx
  const identity = headers.find(({ state }) => state === 'current')?.dataWriteGuid
  const backing = parent === undefined ? undefined : vhdxBacking(parent)
  const dirty: readonly ImageFlag[] = log.state === 'empty' ? [] : ['dirty']
  const flags: readonly ImageFlag[] = faults.length > 0 ? [...dirty, 'truncated'] : dirty
  const fault = refusal(vhdx)
  return {
    format: 'vhdx',
    virtualSize: disk.virtualDiskSize - (disk.virtualDiskSize % SECTOR_SIZE),
    clusterSize: disk.blockSize,
    ...(identity !== undefined && { identity }),
    ...(backing !== undefined && { backing }),
    ...(flags.length > 0 && { flags }),
    ...(fault !== undefined && { fault }),
  }
}

/** qemu takes what is missing of the table for zeros: nothing is present. */
function cutTables({ size }: ByteSource, { offset, length }: VhdxRegion): readonly Fault[] {
  if (offset + length <= size) return []
  return [
    faultOf(
      'truncated',
      'vhdx.bat',
      offset,
      says('{{bytes}} bytes', { bytes: length }),
      says('the end at {{at}}', { at: size }),
    ),
  ]
}

/** Sound structures that qemu does not open all the same. */
function refusal({ log, disk, headers }: VhdxDetails): Fault | undefined {
  const at = headers.find(({ state }) => state === 'current')?.offset ?? 0
  if (log.state !== 'empty') {
    const found = says('{{n}} entries', { n: log.entries })
    const message = says('The image contains a log that needs to be replayed; it is not consistent')
    return faultOf('unsupported', 'vhdx.log', at + 48, says('an empty log'), found, message)
  }
  if (disk.diskType === 'differencing') {
    const message = says('QEMU does not open differencing VHDX images')
    const expected = says('a disk without a parent')
    return faultOf('unsupported', 'vhdx.parent', 0, expected, quote(disk.diskType), message)
  }
  if (disk.logicalSectorSize === SECTOR_SIZE) return undefined
  const found = disk.logicalSectorSize
  const message = says('QEMU does not open VHDX images with sectors of {{bytes}} bytes', {
    bytes: found,
  })
  return faultOf('unsupported', 'vhdx.logical_sector_size', 0, SECTOR_SIZE, found, message)
}
