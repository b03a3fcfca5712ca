import { ChainFaults } from '../../../shared/formats/disk/chain-faults.ts'
import type { CutWatch } from '../../../shared/formats/disk/cut-watch.ts'
import type { FaultSink } from '../../../shared/formats/disk/types.ts'
import { formatOffset } from '../../../shared/values/offset.ts'
import { watchForCuts } from '../../files/watch-for-cuts.ts'
import { type DataName, dataNames, layerNames } from '../chain/layer-names.ts'
import type { CommandContext } from '../commands/command.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { byteCount } from '../input/byte-count.ts'
import type { Terminal } from '../output/terminal.ts'
import { type DiskRequest, type DiskWork, withDisk } from './disk-command.ts'
import { extentBatches } from './extent-batches.ts'
import { complainOfFaults } from './faults-told.ts'
import { humanMap, jsonMap } from './map-text.ts'
import { complainOfTable, complainOfVhdx, hasNoPlace } from './other-than-qemu.ts'
import { complainOfHoles, countData, cutFile, ENDS } from './read-complaints.ts'

export interface MapRequest extends DiskRequest {
  readonly output: 'human' | 'json'
  readonly startOffset: string
  readonly maxLength?: string
  readonly findZeros?: true
}

/** Characters of the map that are written at once. */
const PART = 64 * 1024
export async function runMap(
  file: string,
  request: MapRequest,
  context: CommandContext,
): Promise<ExitCode> {
  return withDisk(file, request, context, async (work) => {
    const { terminal } = context
    const cuts = watchForCuts(work)
    const faults = new ChainFaults(work.files, cuts)
    const shown = new Map<number, number>()
    const seen: Seen = { faults, cuts, shown, withoutPlace: false, invalid: false }
    const isRead = await writeMap(work, request, seen, context)
    if (context.interrupted()) return EXIT.failed
    // Whoever reads only the beginning, as `head` does, has got what it wanted.
    if (!isRead) return EXIT.done
    complainOfVhdx(work, terminal)
    if (seen.withoutPlace && request.output === 'human') complainOfTable(file, terminal)
    if (request.findZeros === undefined) {
      complainOfHoles(work, shown, terminal, ' (--find-zeros reads it to find them)')
    }
    complainOfLost(file, cuts, work, terminal)
    complainOfFaults(work, file, faults, terminal)
    return faults.isCut || seen.invalid ? EXIT.partial : EXIT.done
  })
}

/** Names the extents that the file ends before: to qemu-img they are data like any other. */
function complainOfLost(file: string, cuts: CutWatch, work: DiskWork, terminal: Terminal): void {
  const ends = cutFile(cuts.files, work, ENDS)
  for (const { start, length } of cuts.lostStretches) {
    const what = `${length} bytes from ${formatOffset(start)} of the guest's disk`
    terminal.complain(`${file}: ${ends} before ${what}; zeros stand for what is lost`)
  }
  const more = cuts.lostCount - cuts.lostStretches.length
  if (more > 0) terminal.complain(`${file}: ${ends} before ${more} more stretches of the disk`)
}

/** What is noticed while a map is written. */
interface Seen {
  readonly faults: FaultSink
  readonly cuts: CutWatch
  /** Bytes that layers show as data, by depth. */
  readonly shown: Map<number, number>
  /** Whether any of it is at no place in a file, as what is compressed. */
  withoutPlace: boolean
  /** Whether any of it cannot be read. */
  invalid: boolean
}

/** False once the reader has left. */
async function writeMap(
  work: DiskWork,
  request: MapRequest,
  seen: Seen,
  context: CommandContext,
): Promise<boolean> {
  const { terminal, interrupted } = context
  const [start, length] = stretch(work, request)
  const { faults, shown } = seen
  const walk = { start, length, faults, findZeros: request.findZeros === true }
  const asked = byteCount(request.startOffset, '--start-offset')
  const text = request.output === 'json' ? jsonMap(asked) : humanMap(namesOf(work))
  let part = text.head
  for await (const extents of extentBatches(work.disk, walk, context)) {
    for (const extent of extents) {
      part += text.line(extent)
      seen.cuts.see(extent)
      seen.withoutPlace ||= hasNoPlace(extent)
      seen.invalid ||= extent.kind === 'invalid'
      countData(shown, extent)
      if (part.length < PART) continue
      if (!terminal.out(part)) return false
      part = ''
    }
  }
  return interrupted() || terminal.out(part + text.tail())
}

function namesOf({ input, chain, files }: DiskWork): DataName {
  return dataNames(layerNames(input.given, chain.layers), files)
}

function stretch({ disk }: DiskWork, { startOffset, maxLength }: MapRequest): [number, number] {
  const start = Math.min(byteCount(startOffset, '--start-offset'), disk.size)
  const rest = disk.size - start
  return [
    start,
    maxLength === undefined ? rest : Math.min(rest, byteCount(maxLength, '--max-length')),
  ]
}
