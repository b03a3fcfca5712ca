import { ifWellFormed } from '../../bytes/errors.ts'
import type { ByteSource } from '../../bytes/source.ts'
import { type HeadWindow, openWindow } from '../../bytes/window.ts'
import { formatName } from '../names.ts'
import type { ImageSummary } from '../types.ts'
import { isVpcFooter, readFixedVpc, VPC_FOOTER_SIZE, type Vpc } from './vpc.ts'

/**
 * What a file is to whoever is told that it is a VHD, whatever it begins with: the footer at its end is enough
 * (block/vpc.c, `vpc_open`). Undefined where there is none.
 */
export function recordedVpc(window: HeadWindow): Vpc | undefined {
  return isVpcFooter(window.head) ? undefined : ifWellFormed(() => readFixedVpc(window))
}

/**
 * The summary of a file, with what it is as a VHD where it begins with another image's header: for members
 * of one chain, and in a scan for what overlays stand on. The end of other files is not read.
 */
export function withVpcFooter(source: ByteSource, summary: ImageSummary): ImageSummary {
  const { format, other } = summary
  if (other !== undefined || format === 'vpc' || formatName(format) === 'raw') return summary
  const found = recordedVpc(openWindow(source, new Uint8Array(VPC_FOOTER_SIZE)))
  return found === undefined ? summary : { ...summary, other: found.summary }
}
