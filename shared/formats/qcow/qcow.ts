import { ByteCursor } from '../../bytes/cursor.ts'
import { type Fault, type Refuse, refusalIn } from '../../bytes/errors.ts'
import { MAX_FILE_END, SECTOR_SIZE, safeNumber } from '../../bytes/numbers.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import type { BackingReference, ImageFlag, ImageSummary } from '../types.ts'
import { readQcowHeader } from './header.ts'
import type { QcowDetails, QcowHeader } from './types.ts'

const MAX_BACKING_NAME_SIZE = 1023
const ENTRY_BYTES = 8
const fail: Refuse = refusalIn('qcow')

export interface Qcow {
  readonly summary: ImageSummary & { readonly virtualSize: number }
  readonly qcow: QcowDetails
  readonly faults: readonly Fault[]
}

/** Reads a version 1 image's header and the name of its backing file. */
export function readQcow(window: HeadWindow): Qcow {
  const header = readQcowHeader(window)
  const { size, clusterBits, cryptMethod } = header
  const backing = readBacking(window, header)
  const faults = cutTables(window, header)
  const flags: readonly ImageFlag[] = ['truncated']
  const summary = {
    format: 'qcow',
    virtualSize: safeNumber(size, 'qcow.size', 24) - Number(size % BigInt(SECTOR_SIZE)),
    clusterSize: 2 ** clusterBits,
    ...(backing !== undefined && { backing }),
    ...(cryptMethod === 1 && { encryption: 'aes' as const }),
    ...(faults.length > 0 && { flags }),
  } as const
  return { summary, qcow: { header }, faults }
}

/** qemu takes what is missing of the table for zeros: the disk is then empty. */
function cutTables({ source }: HeadWindow, header: QcowHeader): readonly Fault[] {
  const { l1TableOffset, l1Entries } = header
  const length = l1Entries * ENTRY_BYTES
  if (l1TableOffset + BigInt(length) <= BigInt(source.size)) return []
  const expected = says('{{bytes}} bytes at {{at}}', { bytes: length, at: l1TableOffset })
  return [
    faultOf(
      'truncated',
      'qcow.l1_table',
      40,
      expected,
      says('the end at {{at}}', { at: source.size }),
    ),
  ]
}

function readBacking(window: HeadWindow, header: QcowHeader): BackingReference | undefined {
  const { backingFileOffset, backingFileSize: size } = header
  if (backingFileOffset === 0n) return undefined
  if (size > MAX_BACKING_NAME_SIZE) {
    const message = says('Backing file name too long')
    fail(
      'backing_file_size',
      16,
      says('at most {{n}}', { n: MAX_BACKING_NAME_SIZE }),
      size,
      message,
    )
  }
  // Of a name without a character qemu reads nothing, wherever in a file it is.
  if (backingFileOffset + BigInt(size) > MAX_FILE_END) {
    const most = MAX_FILE_END - BigInt(size)
    fail('backing_file_offset', 8, says('at most {{n}}', { n: most }), backingFileOffset)
  }
  if (size === 0) return undefined
  const offset = safeNumber(backingFileOffset, 'qcow.backing_file_offset', 8)
  const bytes = bytesAt(window, offset, size, 'qcow.backing_file_name', MAX_BACKING_NAME_SIZE)
  const name = new ByteCursor(bytes, 'qcow.backing_file_name', offset).cString(size)
  return name === '' ? undefined : { name }
}
