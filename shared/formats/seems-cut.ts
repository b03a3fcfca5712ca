import type { ByteSource } from '../bytes/source.ts'
import { headWindow } from '../bytes/window.ts'
import { cutPartition, hasOwnTable } from './partition/cut.ts'
import { readPartitions } from './partition/read-table.ts'
import { endsShort } from './qcow2/ends-short.ts'
import type { ImageFormat } from './types.ts'

/** Whether an image seems to end before what it holds, by the few bytes that tell it first. */
export function seemsCut(source: ByteSource, format: ImageFormat | undefined): boolean {
  if (format === undefined || !hasOwnTable(format)) return endsShort(source)
  const table = readPartitions(headWindow(source))
  return table !== undefined && cutPartition(table, source) !== undefined
}
