import type { Fault } from '../../bytes/errors.ts'
import { readBytes } from '../../bytes/source.ts'
import { bytesAt, type HeadWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { faultOf } from '../disk/fault.ts'
import type { ImageSummary } from '../types.ts'
import { checksumFault, FOOTER_CHECKSUM } from './checksum.ts'
import { readDynamicHeader } from './dynamic.ts'
import { checkVpcFooter, isVpcFooter, readVpcFooter, VPC_FOOTER_SIZE } from './footer.ts'
import { vpcBacking } from './parent.ts'
import type { VpcDetails } from './types.ts'

export { isVpcFooter, VPC_FOOTER_SIZE } from './footer.ts'

export interface Vpc {
  readonly summary: ImageSummary & { readonly virtualSize: number }
  readonly vpc: VpcDetails
  /** What does not stop the reading: a checksum that qemu passes over, a footer that is not there. */
  readonly faults: readonly Fault[]
}

/**
 * A VHD that begins with the copy of its footer, as dynamic and differencing ones do. As in qemu, it
 * has to have a dynamic header then, even where the copy says that the disk is fixed.
 */
export function readVpc(window: HeadWindow): Vpc {
  const bytes = bytesAt(window, 0, VPC_FOOTER_SIZE, 'vpc.footer', VPC_FOOTER_SIZE)
  const footer = readVpcFooter(bytes, 0)
  checkVpcFooter(bytes, footer, 0)
  const { details, virtualSize } = footer
  const { header, fault } = readDynamicHeader(window, footer)
  const faults = [fault, endFault(window, bytes)].filter((one) => one !== undefined)
  const summary = { format: 'vpc', virtualSize, identity: details.uuid } as const
  return {
    summary: {
      ...summary,
      ...(details.diskType !== 'fixed' && { clusterSize: header.blockSize }),
      ...(header.parent !== undefined && { backing: vpcBacking(header.parent) }),
    },
    vpc: { ...details, dynamic: header },
    faults,
  }
}

/** The footer itself is at the end of the file, and its copy at the beginning is the same. */
function endFault({ source }: HeadWindow, copy: Uint8Array): Fault | undefined {
  const offset = source.size - VPC_FOOTER_SIZE
  if (offset < VPC_FOOTER_SIZE) return missing(offset)
  const bytes = readBytes(source, offset, VPC_FOOTER_SIZE, 'vpc.footer', VPC_FOOTER_SIZE)
  if (!isVpcFooter(bytes)) return missing(offset)
  const isSame = bytes.every((byte, at) => byte === copy[at])
  if (isSame) return undefined
  const found = says('another')
  return faultOf(
    'invalid',
    'vpc.footer',
    offset,
    says('what its copy at the beginning says'),
    found,
  )
}

function missing(offset: number): Fault {
  const expected = says('a footer in the last {{bytes}} bytes', { bytes: VPC_FOOTER_SIZE })
  return faultOf('truncated', 'vpc.footer', Math.max(offset, 0), expected, says('other bytes'))
}

/**
 * The footer of a fixed VHD, which is a raw disk but for its last 512 bytes; undefined when they are
 * none. The checksum must be right: nothing else tells it from guest data.
 */
export function readFixedVpc({ source }: HeadWindow): Vpc | undefined {
  const offset = source.size - VPC_FOOTER_SIZE
  if (offset < 0) return undefined
  const bytes = readBytes(source, offset, VPC_FOOTER_SIZE, 'vpc.footer', VPC_FOOTER_SIZE)
  if (!isVpcFooter(bytes)) return undefined
  if (checksumFault(bytes, FOOTER_CHECKSUM, 'vpc.footer', offset) !== undefined) return undefined
  const { details, virtualSize } = readVpcFooter(bytes, offset)
  if (details.diskType !== 'fixed') return undefined
  const { uuid: identity } = details
  const summary = { format: 'vpc', probedAs: 'raw', virtualSize, identity } as const
  return { summary, vpc: details, faults: [] }
}
