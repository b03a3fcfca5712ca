import { ByteCursor } from '../../bytes/cursor.ts'
import type { HeadWindow } from '../../bytes/window.ts'
import { bytesIfThere } from '../marks.ts'
import type { GuestContent } from './types.ts'

/** `HdrS` of the x86 boot protocol (Linux, Documentation/arch/x86/boot.rst). */
export const LINUX_MAGIC_OFFSET = 0x202
const MAGIC = [0x48, 0x64, 0x72, 0x53]
const VERSION_OFFSET = 0x20e
/** The pointer to the kernel's version counts from the first sector's end. */
const VERSION_BASE = 0x200
const MAX_VERSION = 256
/** `ARM\x64` (Linux, Documentation/arch/arm64/booting.rst). */
const ARM64_OFFSET = 56
const ARM64_MAGIC = [0x41, 0x52, 0x4d, 0x64]

/** Whether it is an x86 kernel, whose first sector ends in 55 AA as an MBR does. */
export function isLinuxKernel(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[LINUX_MAGIC_OFFSET + index] === byte)
}

/** A kernel as Nova boots one directly. */
export function linuxKernel(window: HeadWindow): GuestContent | undefined {
  const { head } = window
  if (ARM64_MAGIC.every((byte, index) => head[ARM64_OFFSET + index] === byte)) {
    return { kind: 'linux-kernel', architecture: 'arm64' }
  }
  if (!isLinuxKernel(head) || head.length < VERSION_OFFSET + 2) return undefined
  const cursor = new ByteCursor(head, 'linux').seek(LINUX_MAGIC_OFFSET + MAGIC.length)
  const minor = cursor.u8()
  const bootProtocol = `${cursor.u8()}.${String(minor).padStart(2, '0')}`
  const version = versionOf(window, cursor.seek(VERSION_OFFSET).u16Le())
  const kernel = { kind: 'linux-kernel', architecture: 'x86', bootProtocol } as const
  return version === undefined ? kernel : { ...kernel, version }
}

function versionOf({ source }: HeadWindow, pointer: number): string | undefined {
  if (pointer === 0) return undefined
  const offset = VERSION_BASE + pointer
  const length = Math.min(MAX_VERSION, source.size - offset)
  const bytes = length > 0 ? bytesIfThere(source, offset, length) : undefined
  return bytes === undefined ? undefined : new ByteCursor(bytes, 'linux').cString(length)
}
