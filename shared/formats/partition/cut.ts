import type { ByteSource } from '../../bytes/source.ts'
import type { ImageFormat } from '../types.ts'
import type { Partition, PartitionTable } from './types.ts'

/** Of an MBR: stands for a whole disk, whose length it need not know. */
const PROTECTIVE = 'ee'

/** A partition of which not all is in the file. Bytes from the start of the disk. */
export interface CutPartition {
  readonly number: number
  readonly start: number
  readonly end: number
}

/** Whether a table says itself where a disk of this format ends: a hybrid ISO's volume knows better. */
export function hasOwnTable(format: ImageFormat): boolean {
  return format === 'gpt' || format === 'mbr'
}

/**
 * The partition that ends furthest beyond the end of the disk; undefined where all are inside. That a
 * table promises more is what is left of a disk that was cut, or was made smaller without it.
 */
export function cutPartition(
  { partitions }: PartitionTable,
  { size }: Pick<ByteSource, 'size'>,
): CutPartition | undefined {
  let found: CutPartition | undefined
  for (const { number, start = 0, ...one } of partitions.filter((each) => isBeyond(each, size))) {
    const end = start + (one.size ?? 0)
    if (end > (found?.end ?? 0)) found = { number, start, end }
  }
  return found
}

/** Whether a partition ends beyond a disk of `length` bytes. */
export function isBeyond({ type, start, size = 0 }: Partition, length: number): boolean {
  return start !== undefined && size > 0 && type !== PROTECTIVE && start + size > length
}
