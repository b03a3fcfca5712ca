import { u32 } from '../../bytes/numbers.ts'
import type { GuestContent } from './types.ts'

const MAGIC = 0x7f454c46

/** A program by its first bytes (elf(5)): class, byte order and version are the only ones that there are. */
export function elfProgram(head: Uint8Array): Extract<GuestContent, { kind: 'elf' }> | undefined {
  const [bits, order, version] = head.subarray(4, 7)
  if (u32(head, 0) !== MAGIC || version !== 1 || (order !== 1 && order !== 2)) return undefined
  if (bits !== 1 && bits !== 2) return undefined
  return { kind: 'elf', bits: bits === 1 ? 32 : 64 }
}
