import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import { joined } from '../../shared/formats/disk/merge.ts'
import type { DiskExtent } from '../../shared/formats/disk/types.ts'
import { findZeroRuns } from '../../shared/formats/disk/zero-runs.ts'
import { createByteProgress } from './byte-progress.ts'
import type { CommandContext } from './commands/command.ts'
import {
  byteCount,
  complainOfHoles,
  type DiskRequest,
  type DiskWork,
  withDisk,
} from './disk-command.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { humanMap, jsonMap } from './map-text.ts'
import { createTurns } from './turns.ts'

export interface MapRequest extends DiskRequest {
  readonly output: 'human' | 'json'
  readonly startOffset: string
  readonly maxLength?: string
  readonly findZeros?: true
}

/** Faults that are printed one by one. */
const SHOWN_FAULTS = 10

export async function runMap(
  file: string,
  request: MapRequest,
  context: CommandContext,
): Promise<ExitCode> {
  return withDisk(file, request, context, async (work) => {
    const { terminal } = context
    const faults = new FaultLog()
    const known = work.disk.extents(...stretch(work, request), faults)
    const extents = request.findZeros === true ? await withZeros(work, known, context) : known
    if (context.interrupted()) return EXIT.failed
    const text = request.output === 'json' ? jsonMap(extents) : humanMap(extents, work.files)
    for (const part of text) terminal.out(part)
    if (request.findZeros === undefined) {
      complainOfHoles(work, terminal, ' (--find-zeros reads it to find them)')
    }
    for (const { message } of faults.kept.slice(0, SHOWN_FAULTS)) {
      terminal.complain(`${file}: ${message}`)
    }
    if (faults.count > SHOWN_FAULTS) {
      terminal.complain(`${file}: ${faults.count - SHOWN_FAULTS} more faults in its tables`)
    }
    return faults.count === 0 ? EXIT.done : EXIT.partial
  })
}

function stretch({ disk }: DiskWork, { startOffset, maxLength }: MapRequest): [number, number] {
  const start = Math.min(byteCount(startOffset, '--start-offset'), disk.size)
  const rest = disk.size - start
  return [
    start,
    maxLength === undefined ? rest : Math.min(rest, byteCount(maxLength, '--max-length')),
  ]
}

async function withZeros(
  { disk }: DiskWork,
  extents: Iterable<DiskExtent>,
  { terminal, interrupted }: CommandContext,
): Promise<readonly DiskExtent[]> {
  const progress = createByteProgress(terminal.status, 'read')
  const turns = createTurns()
  const runs: DiskExtent[] = []
  for (const piece of findZeroRuns(disk, extents, { onRead: progress.add })) {
    const last = runs.at(-1)
    const both = last === undefined ? undefined : joined(last, piece)
    if (both === undefined) runs.push(piece)
    else runs[runs.length - 1] = both
    await turns.whenDue()
    if (interrupted()) break
  }
  progress.end()
  return runs
}
