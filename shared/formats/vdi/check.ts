import type { ByteSource } from '../../bytes/source.ts'
import { headWindow } from '../../bytes/window.ts'
import { says } from '../../phrases/phrase.ts'
import { BlockCheck, ENTRIES_A_STEP } from '../check/block-check.ts'
import type { ImageCheck } from '../check/types.ts'
import { UsedClusters } from '../check/used-clusters.ts'
import { type EntryTable, entryTableInside } from '../disk/entry-table.ts'
import { errorOf } from '../disk/fault.ts'
import type { Walk } from '../walk.ts'
import { VDI_BLOCK_SIZE } from './rules.ts'
import type { VdiDetails } from './types.ts'
import { readVdi } from './vdi.ts'

const HEAD_SIZE = 512
const WHAT = 'vdi block map'
const BLOCKS_ALLOCATED = 0x184
/** From here on an entry says that the block has no place. */
const FIRST_WITHOUT_PLACE = 0xfffffffe

/**
 * What qemu-img finds in a VirtualBox image (block/vdi.c): blocks outside of the image, blocks in one
 * place, and a wrong count of blocks. Throws `FormatError` for a header that is refused.
 */
export function* checkVdiWalk(source: ByteSource): Walk<ImageCheck> {
  const { vdi, broken } = readVdi(headWindow(source, HEAD_SIZE))
  if (broken !== undefined) throw errorOf(broken)
  const check = new BlockCheck(source)
  const table = entryTableInside(source, {
    what: WHAT,
    offset: vdi.mapOffset,
    count: vdi.blockCount,
    entryBytes: 4,
    littleEndian: true,
  })
  const used = new UsedClusters()
  let allocated = 0
  for (let index = 0; index < vdi.blockCount; index += 1) {
    if (checkEntry(check, used, table, vdi, index)) allocated += 1
    if (index % ENTRIES_A_STEP === 0) yield { done: index * 4, total: vdi.blockCount * 4 }
  }
  if (allocated !== vdi.allocatedBlocks) wrongCount(check, allocated, vdi.allocatedBlocks)
  return check.result()
}

/** Whether the entry counts as allocated. */
function checkEntry(
  check: BlockCheck,
  used: UsedClusters,
  table: EntryTable,
  { blockCount, dataOffset }: VdiDetails,
  index: number,
): boolean {
  const entry = table.low(index)
  if (entry >= FIRST_WITHOUT_PLACE) return false
  const offset = table.placeOf(index)
  if (entry >= blockCount) {
    const message = `block index ${index} too large, is ${entry}`
    const expected = says('a block below {{n}}', { n: blockCount })
    check.corruption(() => ({
      what: WHAT,
      offset,
      expected,
      found: entry,
      message,
    }))
    return false
  }
  if (!used.take(entry)) {
    const message = `block index ${index} also used by ${entry}`
    const expected = says('a place of its own')
    check.corruption(() => ({
      what: WHAT,
      offset,
      expected,
      found: entry,
      message,
    }))
  }
  check.noteEnd(WHAT, offset, dataOffset + entry * VDI_BLOCK_SIZE, VDI_BLOCK_SIZE)
  return true
}

function wrongCount(check: BlockCheck, is: number, found: number): void {
  check.corruption(() => ({
    what: 'vdi.blocks_allocated',
    offset: BLOCKS_ALLOCATED,
    expected: is,
    found: found,
    message: `allocated blocks mismatch, is ${is}, should be ${found}`,
  }))
}
