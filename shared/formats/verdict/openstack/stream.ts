import type { HeadWindow } from '../../../bytes/window.ts'
import { bytesIfThere } from '../../marks.ts'

/** oslo.utils reads a file in pieces of this size, and looks at a region from the piece on that asked for it. */
export const CHUNK = 4096
const MAX_REGION = 1024 * 1024

/**
 * What a capture region that was asked for in the piece at `from` gets of a file: `length` bytes at
 * `offset`. Where that is already past, it gets what follows `from` instead, as far as pieces begin
 * within the region. Fewer bytes where the file ends.
 */
export function captured(
  { source }: HeadWindow,
  offset: number,
  length: number,
  from = 0,
): Uint8Array {
  const passed = offset < from
  if (passed && offset + length < from) return new Uint8Array()
  const start = passed ? from : offset
  const lastPiece = Math.floor((offset + length) / CHUNK) * CHUNK
  const wanted = passed ? Math.min(length, lastPiece + CHUNK - from) : length
  const there = Math.max(0, Math.min(wanted, source.size - start, MAX_REGION))
  return bytesIfThere(source, start, there) ?? new Uint8Array()
}

/** Where the piece begins in which byte number `position` of the file comes, counted from 1. */
export function pieceOf(position: number): number {
  return Math.floor((Math.max(position, 1) - 1) / CHUNK) * CHUNK
}
