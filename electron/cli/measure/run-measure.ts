import { dirname } from 'node:path'
import { FormatError } from '../../../shared/bytes/errors.ts'
import { baseNameOf } from '../../../shared/files/paths.ts'
import { ChainFaults } from '../../../shared/formats/disk/chain-faults.ts'
import { inspectImage } from '../../../shared/formats/inspect.ts'
import {
  DataClusters,
  measureCounted,
  measureQcow2,
  measureRaw,
} from '../../../shared/formats/qcow2/measure.ts'
import type { Qcow2Bitmap } from '../../../shared/formats/qcow2/types.ts'
import { formatSize } from '../../../shared/report/size.ts'
import { liveTree } from '../../files/live-tree.ts'
import type { CommandContext } from '../commands/command.ts'
import { type DiskRequest, type DiskWork, withDisk } from '../disk/disk-command.ts'
import { extentBatches } from '../disk/extent-batches.ts'
import { complainOfFaults } from '../disk/faults-told.ts'
import { complainOfVhdx } from '../disk/other-than-qemu.ts'
import { complainOfHoles, countData } from '../disk/read-complaints.ts'
import { CliError, UsageError } from '../error-text.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { byteCount } from '../input/byte-count.ts'
import { checkRawOptions, parseTarget } from './measure-options.ts'
import { measureText } from './measure-text.ts'

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
  if (targetFormat === 'raw') checkRawOptions(options)
  if (file === undefined) return measureEmpty(byteCount(size ?? '', '--size'), request, context)
  return withDisk(file, request, context, (work) => measureDisk(file, work, request, context))
}

function measureEmpty(
  size: number,
  { targetFormat, options, output }: MeasureRequest,
  { terminal }: CommandContext,
): ExitCode {
  try {
    const measure =
      targetFormat === 'raw' ? measureRaw(size) : measureQcow2(size, parseTarget(options))
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
  const faults = new ChainFaults(work.files)
  // What is too large for the target is told before the disk is walked.
  measureQcow2(disk.size, target)
  const counted = await countExtents(work, request, faults, context)
  if (interrupted()) return EXIT.failed
  const bitmaps = bitmapsOf(input.real)
  const measure = measureCounted(disk.size, target, {
    dataBytes: counted.data.bytes,
    ...(bitmaps !== undefined && { bitmaps }),
  })
  const left = notCounted(counted)
  const isAtLeast = left.length > 0 || faults.cutTables.length > 0
  const doubts = { isAtLeast, changed: work.hasChanged() }
  terminal.out(measureText(measure, request.output, doubts))
  complainOfVhdx(work, terminal)
  if (request.findZeros === undefined) {
    complainOfHoles(work, counted.shown, terminal, ' (--find-zeros reads it to find them)')
  }
  for (const text of left) terminal.complain(`${file}: ${text}, and are not counted`)
  complainOfFaults(work, file, faults, terminal)
  return left.length > 0 || faults.isCut ? EXIT.partial : EXIT.done
}

function notCounted({ missing, invalid }: Counted): readonly string[] {
  return [
    ...(missing > 0 ? [`${formatSize(missing)} of the disk show a member that is not here`] : []),
    ...(invalid > 0 ? [`${formatSize(invalid)} of the disk cannot be read`] : []),
  ]
}

interface Counted {
  readonly data: DataClusters
  /** Bytes that layers show as data, by depth. */
  readonly shown: ReadonlyMap<number, number>
  /** Bytes that show a member that is not here, and that cannot be read. */
  readonly missing: number
  readonly invalid: number
}

async function countExtents(
  { disk }: DiskWork,
  { options, findZeros }: MeasureRequest,
  faults: ChainFaults,
  context: CommandContext,
): Promise<Counted> {
  const data = new DataClusters(parseTarget(options).clusterSize)
  const shown = new Map<number, number>()
  let missing = 0
  let invalid = 0
  const walk = { start: 0, length: disk.size, faults, findZeros: findZeros === true }
  for await (const extents of extentBatches(disk, walk, context)) {
    for (const extent of extents) {
      data.add(extent)
      countData(shown, extent)
      if (extent.kind === 'missing') missing += extent.length
      if (extent.kind === 'invalid') invalid += extent.length
    }
  }
  return { data, shown, missing, invalid }
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
