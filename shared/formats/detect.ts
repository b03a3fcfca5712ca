import { u32 } from '../bytes/numbers.ts'
import { decodeText } from '../bytes/text.ts'
import { isBochs } from './bochs/bochs.ts'
import { isCloop } from './cloop/cloop.ts'
import { isLuks } from './luks/header.ts'
import { isParallels } from './parallels/parallels.ts'
import { QCOW_MAGIC } from './qcow2/header.ts'
import { QED_MAGIC } from './qed/qed.ts'
import type { ImageFormat } from './types.ts'
import { VDI_SIGNATURE, VDI_SIGNATURE_OFFSET } from './vdi/vdi.ts'
import { isDescriptor } from './vmdk/descriptor.ts'
import { VMDK3_MAGIC, VMDK4_MAGIC } from './vmdk/vmdk.ts'
import { isVpcFooter } from './vpc/vpc.ts'

/** What the first bytes of a file say it is; `vmdk-*` are the three ways a VMDK begins. */
export type HeadFormat =
  | Exclude<ImageFormat, 'raw' | 'vmdk' | 'iso' | 'gpt' | 'mbr'>
  | 'vmdk-sparse'
  | 'vmdk-cowd'
  | 'vmdk-descriptor'

/** `conectix` and `vhdxfile`, as far as the switch needs them. */
const CONE = 0x636f6e65
const VHDX = 0x76686478
const FILE = 0x66696c65
const LUKS = 0x4c554b53
/** `With`, `Boch` and `#!/b`. */
const PARALLELS = 0x57697468
const BOCHS = 0x426f6368
const CLOOP = 0x23212f62

/** qemu looks for a descriptor in as many bytes of the file. */
const TEXT_PROBE = 512
const MAYBE_TEXT: readonly number[] = [0x23, 0x20, 0x0a, 0x0d, 0x76] // # space newline v

/**
 * Detection by magic number in a file's first bytes. Undefined means raw data, as far as its
 * beginning goes: nobody else's magic counts for a raw disk, whose bytes the guest writes.
 */
export function detectHead(head: Uint8Array): HeadFormat | undefined {
  const first = detectFirst(head)
  return isVdi(head) && !beatsVdi(first) ? 'vdi' : first
}

/** The other format of a file that has two: a VDI's signature stands where it fits every other header. */
export function detectHidden(head: Uint8Array): HeadFormat | undefined {
  if (!isVdi(head)) return undefined
  const first = detectFirst(head)
  return beatsVdi(first) ? 'vdi' : first
}

/** Of several formats that are equally sure qemu takes the one whose driver it has first [tried]. */
function beatsVdi(format: HeadFormat | undefined): boolean {
  return format === 'qed' || format === 'parallels'
}

function isVdi(head: Uint8Array): boolean {
  const at = VDI_SIGNATURE_OFFSET
  return head[at] === (VDI_SIGNATURE & 0xff) && u32Le(head, at) === VDI_SIGNATURE
}

/** The format whose magic is the file's first bytes, whatever else the file is: who is told it looks no further. */
export function detectFirst(head: Uint8Array): HeadFormat | undefined {
  switch (u32(head, 0)) {
    case QCOW_MAGIC:
      return qcowVersion(head)
    case VMDK4_MAGIC:
      return 'vmdk-sparse'
    case VMDK3_MAGIC:
      return 'vmdk-cowd'
    case QED_MAGIC:
      return 'qed'
    case LUKS:
      return isLuks(head) ? 'luks' : undefined
    case CONE:
      return isVpcFooter(head) ? 'vpc' : undefined
    case VHDX:
      return u32(head, 4) === FILE ? 'vhdx' : undefined
    case PARALLELS:
      return isParallels(head) ? 'parallels' : undefined
    case BOCHS:
      return isBochs(head) ? 'bochs' : undefined
    case CLOOP:
      return isCloop(head) ? 'cloop' : detectText(head)
    default:
      return detectText(head)
  }
}

/** The version decides what has the magic; version 0 is nobody's. A file without one was cut. */
function qcowVersion(head: Uint8Array): HeadFormat | undefined {
  const version = head.length < 8 ? 2 : u32(head, 4)
  if (version === 0) return undefined
  return version === 1 ? 'qcow' : 'qcow2'
}

function detectText(head: Uint8Array): HeadFormat | undefined {
  const first = head[0]
  if (first === undefined || !MAYBE_TEXT.includes(first)) return undefined
  return isDescriptor(decodeText(head.subarray(0, TEXT_PROBE))) ? 'vmdk-descriptor' : undefined
}

function u32Le(head: Uint8Array, at: number): number {
  const low = (head[at] ?? 0) | ((head[at + 1] ?? 0) << 8)
  return (low | ((head[at + 2] ?? 0) << 16) | ((head[at + 3] ?? 0) << 24)) >>> 0
}
