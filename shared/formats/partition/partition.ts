import { SECTOR_SIZE } from '../../bytes/numbers.ts'
import { isLinuxKernel } from '../content/linux-kernel.ts'

const SIGNATURE_OFFSET = 510
const ENTRIES_OFFSET = 446
const ENTRY_SIZE = 16
/** `EFI PART` at the start of the second sector (UEFI specification, 5.3.2). */
const GPT_SIGNATURE = [0x45, 0x46, 0x49, 0x20, 0x50, 0x41, 0x52, 0x54]
const TYPE_GPT_PROTECTIVE = 0xee

/**
 * What partition table a disk begins with. A boot sector of a file system has the same signature, and
 * so has a kernel; they are told apart by their entries, which are not those of a table.
 */
export function partitionTable(head: Uint8Array): 'gpt' | 'mbr' | undefined {
  if (head.length < SECTOR_SIZE) return undefined
  if (head[SIGNATURE_OFFSET] !== 0x55 || head[SIGNATURE_OFFSET + 1] !== 0xaa) return undefined
  if (!hasPartitionEntries(head) || isLinuxKernel(head)) return undefined
  const protective = head[ENTRIES_OFFSET + 4] === TYPE_GPT_PROTECTIVE
  return protective || hasGptHeader(head) ? 'gpt' : 'mbr'
}

function hasGptHeader(head: Uint8Array): boolean {
  return GPT_SIGNATURE.every((value, index) => head[SECTOR_SIZE + index] === value)
}

/** Every boot flag is one of the two that there are, and at least one entry is used. */
function hasPartitionEntries(head: Uint8Array): boolean {
  let used = false
  for (let at = ENTRIES_OFFSET; at < SIGNATURE_OFFSET; at += ENTRY_SIZE) {
    const flag = head[at]
    if (flag !== 0x00 && flag !== 0x80) return false
    used ||= head[at + 4] !== 0
  }
  return used
}
