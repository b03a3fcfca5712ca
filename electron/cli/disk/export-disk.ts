import type { CutWatch } from '../../../shared/formats/disk/cut-watch.ts'
import type { Salvage } from '../../../shared/formats/disk/salvage.ts'
import type { GuestDisk } from '../../../shared/formats/disk/types.ts'
import { zeroRuns } from '../../../shared/formats/disk/zeros.ts'
import type { Stop } from '../../files/draft.ts'
import type { RawDraft } from '../output/raw-draft.ts'
import { createTurns } from '../turns.ts'

export interface ExportOptions {
  /** Hears of what the files end before. */
  readonly cuts: CutWatch
  /** Reads in the disk's place, where what cannot be read is not to end the export. */
  readonly salvage?: Salvage
  /** Guest bytes that are done since the last call, holes included. */
  readonly onBytes: (bytes: number) => void
  readonly stop: Stop
}

/** What was written: unless it is salvaged, a file that is cut gives no copy. */
export type Exported = 'whole' | 'cut'

/** One read of merged clusters, and one write where nothing in it is zeros. */
const PIECE = 2 * 1024 * 1024
/** Pieces that are being written while the next is read and unpacked. */
const PIECES = 8
/** Zeros of so many bytes become a hole: qemu-img convert's own default (`-S 4k`). */
const HOLE = 4096

/**
 * Writes every guest byte that is not zero. Throws `FormatError` or `TreeError` for what cannot be read,
 * unless it is salvaged, `OutputError` for what cannot be written, and what `stop` throws.
 */
export async function exportDisk(
  disk: GuestDisk,
  draft: RawDraft,
  { cuts, salvage, onBytes, stop }: ExportOptions,
): Promise<Exported> {
  const buffers = new BufferRing()
  const turns = createTurns()
  const from = salvage ?? disk
  try {
    for (const extent of disk.extents(0, disk.size, cuts)) {
      const { start, length, kind } = extent
      cuts.see(extent)
      // Of what will not be kept no more is copied: only what is lost is counted on.
      const isForNothing = salvage === undefined && cuts.isCut
      const isHole = kind === 'zero' || kind === 'unallocated' || salvage?.isLost(extent) === true
      if (isHole || isForNothing) {
        onBytes(length)
        continue
      }
      for (let done = 0; done < length; done += PIECE) {
        const part = (await buffers.next()).subarray(0, Math.min(PIECE, length - done))
        from.read(part, start + done)
        buffers.busy(writeData(draft, part, start + done))
        onBytes(part.length)
        await turns.whenDue()
        stop()
      }
    }
    return salvage === undefined && (cuts.isCut || cuts.shrunk.length > 0) ? 'cut' : 'whole'
  } finally {
    await buffers.idle()
  }
}

/** Writes what is not zeros of a piece. */
async function writeData(draft: RawDraft, part: Uint8Array, offset: number): Promise<void> {
  for (const { from, to, zero } of zeroRuns(part, part.length, HOLE)) {
    if (!zero) await draft.write(part.subarray(from, to), offset + from)
  }
}

/** Buffers in turn, each of which is given out again when what was written from it is written. */
class BufferRing {
  readonly #slots = Array.from({ length: PIECES }, () => ({
    bytes: new Uint8Array(PIECE),
    pending: Promise.resolve(),
  }))
  #turn = 0

  async next(): Promise<Uint8Array> {
    this.#turn = (this.#turn + 1) % PIECES
    const slot = this.#current()
    await slot.pending
    return slot.bytes
  }

  /** The buffer given out last is in use until then. */
  busy(pending: Promise<void>): void {
    this.#current().pending = pending
    // The failure is thrown where the buffer is asked for again, or at the end.
    pending.catch(() => {})
  }

  async idle(): Promise<void> {
    await Promise.all(this.#slots.map(({ pending }) => pending))
  }

  #current() {
    const slot = this.#slots[this.#turn]
    if (slot === undefined) throw new RangeError(`no buffer ${this.#turn}`)
    return slot
  }
}
