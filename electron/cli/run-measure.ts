import { dirname } from 'node:path'
import { FormatError } from '../../shared/bytes/errors.ts'
import { baseNameOf } from '../../shared/files/paths.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { DiskExtent } from '../../shared/formats/disk/types.ts'
import { findZeroRuns } from '../../shared/formats/disk/zero-runs.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { measureQcow2, measureRaw } from '../../shared/formats/qcow2/measure.ts'
import type { Qcow2Bitmap } from '../../shared/formats/qcow2/types.ts'
import { formatSize } from '../../shared/report/size.ts'
import { liveTree } from '../files/live-tree.ts'
import { createByteProgress } from './byte-progress.ts'
import type { CommandContext } from './commands/command.ts'
import {
  byteCount,
  complainOfHoles,
  type DiskRequest,
  type DiskWork,
  withDisk,
} from './disk-command.ts'
import { CliError, UsageError } from './error-text.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import { parseTarget } from './measure-options.ts'
import { measureText } from './measure-text.ts'
import { createTurns } from './turns.ts'

export interface MeasureRequest extends DiskRequest {
  readonly targetFormat: 'raw' | 'qcow2'
  readonly output: 'human' | 'json'
  readonly options?: string
  readonly size?: string
  readonly findZeros?: true
}

/** Measures the disk of `file`, or an empty one of `--size`. Throws a `UsageError` for wrong usage. */
export async function runMeasure(
  file: string | undefined,
  request: MeasureRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const { targetFormat, size, options } = request
  if ((file === undefined) === (size === undefined)) {
    throw new UsageError('either --size N or one FILE must be given')
  }
  if (targetFormat === 'raw' && options !== undefined) {
    throw new UsageError('-o: a raw image has no options')
  }
  if (file === undefined) return measureEmpty(byteCount(size ?? '', '--size'), request, context)
  return withDisk(file, request, context, (work) => measureDisk(file, work, request, context))
}

function measureEmpty(
  size: number,
  { targetFormat, options, output }: MeasureRequest,
  { terminal }: CommandContext,
): ExitCode {
  const target = parseTarget(options)
  try {
    const measure = targetFormat === 'raw' ? measureRaw(size) : measureQcow2(size, target)
    terminal.out(measureText(measure, output))
    return EXIT.done
  } catch (error) {
    if (error instanceof FormatError) throw new CliError(error.message)
    throw error
  }
}

async function measureDisk(
  file: string,
  work: DiskWork,
  request: MeasureRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const { terminal, interrupted } = context
  const { disk, input } = work
  if (request.targetFormat === 'raw') {
    terminal.out(measureText(measureRaw(disk.size), request.output))
    return EXIT.done
  }
  const target = parseTarget(request.options)
  const faults = new FaultLog()
  const known = disk.extents(0, disk.size, faults)
  const extents = request.findZeros === true ? await withZeros(work, known, context) : [...known]
  if (interrupted()) return EXIT.failed
  const bitmaps = bitmapsOf(input.real)
  const measure = measureQcow2(disk.size, target, {
    extents,
    ...(bitmaps !== undefined && { bitmaps }),
  })
  terminal.out(measureText(measure, request.output))
  if (request.findZeros === undefined) {
    complainOfHoles(work, terminal, ' (--find-zeros reads it to find them)')
  }
  const unknown = lengthOf(extents, 'missing')
  if (unknown > 0) {
    terminal.complain(
      `${file}: ${formatSize(unknown)} of the disk show a member that is not here, and are not counted`,
    )
  }
  const invalid = lengthOf(extents, 'invalid')
  if (invalid > 0) {
    terminal.complain(
      `${file}: ${formatSize(invalid)} of the disk cannot be read, and are not counted`,
    )
  }
  return unknown > 0 || faults.count > 0 ? EXIT.partial : EXIT.done
}

/** Bitmaps of a qcow2 image; undefined where it cannot have any. */
function bitmapsOf(path: string): readonly Qcow2Bitmap[] | undefined {
  const file = liveTree(dirname(path)).open(baseNameOf(path))
  try {
    const { qcow2 } = inspectImage(file)
    return qcow2 === undefined || qcow2.header.version === 2 ? undefined : qcow2.bitmaps
  } finally {
    file.close()
  }
}

async function withZeros(
  { disk }: DiskWork,
  extents: Iterable<DiskExtent>,
  { terminal, interrupted }: CommandContext,
): Promise<readonly DiskExtent[]> {
  const progress = createByteProgress(terminal.status, 'read')
  const turns = createTurns()
  const found: DiskExtent[] = []
  for (const extent of findZeroRuns(disk, extents, { onRead: progress.add })) {
    // What reads as zeros counts nothing, and need not be kept.
    if (extent.kind !== 'zero') found.push(extent)
    await turns.whenDue()
    if (interrupted()) break
  }
  progress.end()
  return found
}

function lengthOf(extents: readonly DiskExtent[], kind: DiskExtent['kind']): number {
  return extents.reduce((sum, extent) => (extent.kind === kind ? sum + extent.length : sum), 0)
}
