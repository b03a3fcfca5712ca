import { watchForCuts } from '../../files/watch-for-cuts.ts'
import type { CommandContext } from '../commands/command.ts'
import { CliError, saying } from '../error-text.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { byteCount } from '../input/byte-count.ts'
import { writeBytes } from '../output/write-bytes.ts'
import { createTurns } from '../turns.ts'
import { type DiskRequest, type DiskWork, withDisk } from './disk-command.ts'
import { complainOfCuts, complainOfOdd } from './read-complaints.ts'

export interface ReadRequest extends DiskRequest {
  readonly offset: string
  readonly length?: string
}

const PIECE = 1024 * 1024
const STDOUT = 1

/** Writes the guest's bytes to `out`, a file descriptor. */
export async function runRead(
  file: string,
  request: ReadRequest,
  context: CommandContext,
  out = STDOUT,
): Promise<ExitCode> {
  const use = async (work: DiskWork): Promise<ExitCode> => {
    const { disk } = work
    const offset = byteCount(request.offset, '--offset')
    const length =
      request.length === undefined ? disk.size - offset : byteCount(request.length, '--length')
    if (length < 0) {
      throw new CliError(`the disk has ${disk.size} bytes; ${offset} is past its end`)
    }
    if (offset + length > disk.size) {
      throw new CliError(`the disk has ${disk.size} bytes; ${offset} + ${length} is past its end`)
    }
    const cuts = watchForCuts(work)
    const turns = createTurns()
    const buffer = new Uint8Array(Math.min(PIECE, length))
    for (let done = 0; done < length; done += buffer.length) {
      const part = buffer.subarray(0, Math.min(buffer.length, length - done))
      disk.read(part, offset + done)
      for (const extent of disk.extents(offset + done, part.length, cuts)) cuts.see(extent)
      // Whoever reads only the beginning, as `head` does, has got what it wanted.
      if (!saying('standard output', () => writeBytes(out, part))) return EXIT.done
      await turns.whenDue()
      if (context.interrupted()) return EXIT.failed
    }
    const cut = complainOfCuts(file, cuts, work, context.terminal)
    const odd = complainOfOdd(file, cuts, work, context.terminal)
    return cut === EXIT.done ? odd : cut
  }
  return withDisk(file, request, context, use, 'when-done')
}
