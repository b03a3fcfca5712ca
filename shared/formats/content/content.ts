import type { HeadWindow } from '../../bytes/window.ts'
import { elfProgram } from './elf.ts'
import { linuxKernel } from './linux-kernel.ts'
import type { GuestContent, Packing } from './types.ts'

/** Magics with which packed data begins. */
const PACKED: readonly (readonly [Packing, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['lz4', [0x02, 0x21, 0x4c, 0x18]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['lzma', [0x5d, 0x00, 0x00]],
  ['lzop', [0x89, 0x4c, 0x5a, 0x4f, 0x00]],
]
/** `070701` and `070702`: the two kinds that a kernel takes (Linux, initramfs buffer format). */
const CPIO: readonly (readonly number[])[] = [
  [0x30, 0x37, 0x30, 0x37, 0x30, 0x31],
  [0x30, 0x37, 0x30, 0x37, 0x30, 0x32],
]

/** What raw data that is no disk looks like by its first bytes. */
export function guestContent(window: HeadWindow): GuestContent | undefined {
  const kernel = linuxKernel(window)
  if (kernel !== undefined) return kernel
  const { head } = window
  const program = elfProgram(head)
  if (program !== undefined) return program
  if (CPIO.some((magic) => begins(head, magic))) return { kind: 'cpio' }
  const found = PACKED.find(([, magic]) => begins(head, magic))
  return found === undefined ? undefined : { kind: 'packed', packing: found[0] }
}

function begins(head: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => head[index] === byte)
}
