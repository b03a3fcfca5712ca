import { joined } from '../../../shared/formats/disk/merge.ts'
import type { DiskExtent, FaultSink, GuestDisk } from '../../../shared/formats/disk/types.ts'
import { findZeroRuns } from '../../../shared/formats/disk/zero-runs.ts'
import type { CommandContext } from '../commands/command.ts'
import { createByteProgress } from '../output/byte-progress.ts'
import { createTurns } from '../turns.ts'

/** Pieces between two looks at the clock, which costs as much as a piece does; at most 64 MiB are read. */
const STEP = 64
/** Extents that are handed on at once: to wait for each takes longer than to make it. */
const BATCH = 1024

export interface ExtentWalk {
  /** Bytes. */
  readonly start: number
  readonly length: number
  readonly faults: FaultSink
  /** Plain files are read to find their zeros. */
  readonly findZeros: boolean
}

/**
 * The extents of a stretch of the disk, merged, some at a time. A signal is heard meanwhile: once
 * the command is interrupted there are no more, and the last ones may be missing.
 */
export async function* extentBatches(
  disk: GuestDisk,
  { start, length, faults, findZeros }: ExtentWalk,
  { terminal, interrupted }: CommandContext,
): AsyncGenerator<readonly DiskExtent[], void, undefined> {
  if (!findZeros) return yield* inTurns(disk.pieces(start, length, faults), interrupted)
  const progress = createByteProgress(terminal.status, 'read')
  try {
    const known = disk.extents(start, length, faults)
    yield* inTurns(findZeroRuns(disk, known, { onRead: progress.add }), interrupted)
  } finally {
    progress.end()
  }
}

async function* inTurns(
  pieces: Iterable<DiskExtent>,
  interrupted: () => boolean,
): AsyncGenerator<readonly DiskExtent[], void, undefined> {
  const turns = createTurns()
  let batch: DiskExtent[] = []
  let run: DiskExtent | undefined
  let count = 0
  for (const piece of pieces) {
    const both = run === undefined ? undefined : joined(run, piece)
    if (run !== undefined && both === undefined) batch.push(run)
    run = both ?? piece
    count += 1
    if (count % STEP > 0) continue
    if (batch.length >= BATCH) {
      yield batch
      batch = []
    }
    await turns.whenDue()
    if (interrupted()) return
  }
  yield run === undefined ? batch : [...batch, run]
}
