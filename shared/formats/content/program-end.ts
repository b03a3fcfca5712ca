import { elfProgram } from './elf.ts'

/** Where the fields of the section headers stand in an ELF header, by its class. */
const SECTIONS = {
  32: { offset: 32, size: 46, count: 48 },
  64: { offset: 40, size: 58, count: 60 },
} as const

/** Whether the file ends with its section headers, as linkers write them. `head` has 64 bytes, `size` is in bytes. */
export function endsAsProgram(head: Uint8Array, size: number): boolean {
  const program = elfProgram(head)
  if (program === undefined) return false
  const at = SECTIONS[program.bits]
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  const isLittle = head[5] === 1
  const offset =
    program.bits === 32
      ? view.getUint32(at.offset, isLittle)
      : Number(view.getBigUint64(at.offset, isLittle))
  return offset + view.getUint16(at.size, isLittle) * view.getUint16(at.count, isLittle) === size
}
