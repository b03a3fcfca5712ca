import { decodeText } from '../../bytes/text.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { markAt } from '../marks.ts'
import { isDescriptor } from '../vmdk/descriptor.ts'
import type { Candidate } from './types.ts'

/** Bytes of a text that are looked through, as many as OpenStack's inspector sees of it at once. */
const TEXT_SIZE = 4096
const TEXT_PROBE = 512
const CREATE_TYPE = 'createtype="'

/** A text that names a create type without beginning as qemu wants a descriptor to begin. */
export function looseDescriptor({ head }: HeadWindow): Candidate | undefined {
  const probe = head.subarray(0, TEXT_PROBE)
  if (!isAsciiText(probe) || isDescriptor(decodeText(probe))) return undefined
  const at = decodeText(head.subarray(0, TEXT_SIZE)).toLowerCase().indexOf(CREATE_TYPE)
  if (at < 0) return undefined
  return { format: 'vmdk', confidence: 'weak', marks: [markAt(head, at, 32, 'create-type')] }
}

/** Whether all bytes are printable ASCII or white space, as Python takes them. */
export function isAsciiText(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.every((byte) => isWhite(byte) || (byte >= 0x20 && byte < 0x7f))
}

function isWhite(byte: number): boolean {
  return (byte >= 0x09 && byte <= 0x0d) || (byte >= 0x1c && byte <= 0x1f)
}
