import type { GuestDisk } from '../../shared/formats/disk/types.ts'
import { zeroRuns } from '../../shared/formats/disk/zeros.ts'
import type { RawDraft } from './raw-draft.ts'
import { createTurns } from './turns.ts'

export interface ExportOptions {
  /** Guest bytes that are done since the last call, holes included. */
  readonly onBytes: (bytes: number) => void
  readonly cancelled: () => boolean
}

/** One read of merged clusters, and one write where nothing in it is zeros. */
const PIECE = 1024 * 1024
/** Zeros of so many bytes become a hole: qemu-img convert's own default (`-S 4k`). */
const HOLE = 4096

/**
 * Writes every guest byte that is not zero. False when it was cancelled on the way. Throws
 * `FormatError` for what cannot be read.
 */
export async function exportDisk(
  disk: GuestDisk,
  draft: RawDraft,
  { onBytes, cancelled }: ExportOptions,
): Promise<boolean> {
  const buffer = new Uint8Array(PIECE)
  const turns = createTurns()
  for (const { start, length, kind } of disk.extents()) {
    if (kind === 'zero' || kind === 'unallocated') {
      onBytes(length)
      continue
    }
    for (let done = 0; done < length; done += PIECE) {
      const part = buffer.subarray(0, Math.min(PIECE, length - done))
      disk.read(part, start + done)
      for (const { from, to, zero } of zeroRuns(part, part.length, HOLE)) {
        if (!zero) draft.write(part.subarray(from, to), start + done + from)
      }
      onBytes(part.length)
      await turns.whenDue()
      if (cancelled()) return false
    }
  }
  return true
}
