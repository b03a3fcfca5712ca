import { type Fault, FormatError } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { says } from '../../phrases/phrase.ts'
import type { ImageDetails } from '../details.ts'
import type { Codecs } from '../disk/types.ts'
import { openLayer } from '../open-layer.ts'
import { walkQcow2Tables } from '../qcow2/walk-tables.ts'
import { isDiskReadable } from '../readable.ts'
import type { ImageFormat } from '../types.ts'
import { vhdxOpenFault } from '../vhdx/open-rule.ts'
import { vpcOpenFault } from '../vpc/open-rule.ts'
import { FirstFaults } from './first-faults.ts'
import { limitedSource, OverBudget } from './limited-source.ts'

/** The first of each kind that is wrong in the tables of an image. */
export interface TableFaults {
  /** For which qemu does not open the image, although its header is sound. */
  readonly refused?: Fault
  /** An entry that points past the end of the file. */
  readonly cut?: Fault
  /** An entry that contradicts the format. */
  readonly wrong?: Fault
  /** An entry by which the guest's data lies over the image's own structures. */
  readonly own?: Fault
  /** There are guest's bytes that qemu answers with an error, so that it converts no such image. */
  readonly unread?: true
  /** There is more of the tables than was looked at. */
  readonly partly: boolean
}

/** Bytes of tables that are read: L2 tables of 64 KiB clusters that map 256 GiB. */
export const MAX_TABLE_BYTES = 32 * 1024 * 1024

/** Formats that have tables, and no other file in which they would be. */
const WITH_TABLES: readonly ImageFormat[] = ['qcow2', 'qcow', 'qed', 'vdi', 'vhdx', 'parallels']
/** A map unpacks nothing. */
const NO_CODECS: Codecs = { inflateRaw: refuse, inflateZlib: refuse, zstd: refuse }

function refuse(): never {
  throw new FormatError('unsupported', 'codec', 0, says('a walk over tables'), says('a read'))
}

/**
 * Looks through the tables of an image whose header is sound, as far as `bytes` of them go: the most
 * is enough for one image on demand, and too much for each of a scan. A check looks through all.
 */
export function tableFaults(
  source: ByteSource,
  details: ImageDetails,
  bytes = MAX_TABLE_BYTES,
): TableFaults {
  const { summary } = details
  if (!isDiskReadable(summary) || !hasTables(details)) return { partly: false }
  const faults = new FirstFaults()
  let partly = false
  try {
    walk(limitedSource(source, bytes), details, faults)
  } catch (error) {
    if (error instanceof FormatError) faults.note(error.fault.code, () => error.fault)
    else if (!(error instanceof OverBudget)) throw error
    partly = true
  }
  const { cut, wrong, own, unread } = faults
  const refused = openFault(source, details)
  return {
    ...(refused !== undefined && { refused }),
    ...(cut !== undefined && { cut }),
    ...(wrong !== undefined && { wrong }),
    ...(own !== undefined && { own }),
    ...(unread && { unread }),
    partly,
  }
}

/** Whether the image has tables, and in its own file. */
export function hasTables({ summary, vmdk, vpc }: ImageDetails): boolean {
  if (summary.format === 'vmdk') return vmdk?.sparse !== undefined || vmdk?.cowd !== undefined
  if (summary.format === 'vpc') return vpc?.dynamic !== undefined && vpc.diskType !== 'fixed'
  return WITH_TABLES.includes(summary.format)
}

/** Only qcow2 is asked what of the guest's data lies over the image's own structures. */
function walk(source: ByteSource, details: ImageDetails, faults: FirstFaults): void {
  const { summary, qcow2 } = details
  if (qcow2 !== undefined) {
    walkQcow2Tables(source, qcow2.header, faults)
    return
  }
  const layer = openLayer(source, summary.format, { codecs: NO_CODECS })
  for (const { kind } of layer.extents(0, layer.size, faults)) {
    // What is refused here of other formats may only be a table that another entry names too.
    if (kind === 'invalid') faults.unread ||= summary.format === 'vhdx'
    if (faults.enough) break
  }
}

function openFault(source: ByteSource, { vpc, vhdx }: ImageDetails): Fault | undefined {
  if (vhdx !== undefined) return vhdxOpenFault(source, vhdx)
  return vpc?.dynamic === undefined ? undefined : vpcOpenFault(source, vpc.dynamic)
}
