import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { qcow2Header } from '../bytes/encoders-qcow2.ts'

const CLUSTER = 65_536
const L1_OFFSET = 3 * CLUSTER

/**
 * A qcow2 image with so many L2 tables, all of them holes of the file, that a walk over them takes
 * long although the file takes hardly any space.
 */
export function makeHollowImage(path: string, tables: number): void {
  const l1 = Buffer.alloc(tables * 8)
  const first = Math.ceil((L1_OFFSET + l1.length) / CLUSTER)
  for (let index = 0; index < tables; index += 1) {
    // The highest bit says that the table is this entry's alone.
    l1.writeBigUInt64BE((1n << 63n) | BigInt((first + index) * CLUSTER), index * 8)
  }
  const size = tables * (CLUSTER / 8) * CLUSTER
  const fd = openSync(path, 'w')
  writeSync(fd, qcow2Header({ size, l1Size: tables, l1Offset: L1_OFFSET }), 0)
  writeSync(fd, l1, 0, l1.length, L1_OFFSET)
  ftruncateSync(fd, (first + tables) * CLUSTER)
  closeSync(fd)
}
