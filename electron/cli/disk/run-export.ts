import { displayText } from '../../../shared/bytes/text.ts'
import { isDamage, Salvage } from '../../../shared/formats/disk/salvage.ts'
import { realPathOf } from '../../files/system-path.ts'
import { watchForCuts } from '../../files/watch-for-cuts.ts'
import type { CommandContext } from '../commands/command.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { createByteProgress } from '../output/byte-progress.ts'
import { outputTarget, stopping } from '../output/output-file.ts'
import { RawDraft } from '../output/raw-draft.ts'
import { type DiskRequest, type DiskWork, withDisk } from './disk-command.ts'
import { exportDisk } from './export-disk.ts'
import { complainOfCuts, complainOfEncryption, complainOfOdd } from './read-complaints.ts'
import { complainOfSalvage } from './salvage-complaints.ts'

export interface ExportRequest extends DiskRequest {
  readonly output: string
  /** Zeros in place of what cannot be read. */
  readonly salvage?: boolean
}

/** Writes the guest's disk to a raw file, whole or not at all, unless `salvage` fills what cannot be read. */
export async function runExport(
  file: string,
  request: ExportRequest,
  context: CommandContext,
): Promise<ExitCode> {
  let isDamaged = false
  const use = async (work: DiskWork): Promise<ExitCode> => {
    try {
      const written = await writeDisk(file, work, request, context)
      isDamaged = written === 'cut'
      return written === 'cut' ? EXIT.failed : written
    } catch (error) {
      // What is not here is to be brought, and has a sentence of its own.
      isDamaged = isDamage(error) && work.gaps.length === 0
      throw error
    }
  }
  const code = await withDisk(file, request, context, use, 'when-done')
  if (isDamaged && request.salvage !== true) {
    const rest = 'zeros in place of what cannot be read'
    context.terminal.complain(`${file}: nothing was written; --salvage writes it with ${rest}`)
  }
  return code
}

async function writeDisk(
  file: string,
  work: DiskWork,
  request: ExportRequest,
  context: CommandContext,
): Promise<ExitCode | 'cut'> {
  const { terminal, interrupted } = context
  const cuts = watchForCuts(work)
  const target = outputTarget(request.output, opened(work))
  const { output } = request
  const draft = await RawDraft.create(target, work.disk.size, output)
  const salvage = request.salvage === true ? new Salvage(work.disk) : undefined
  const progress = createByteProgress(terminal.status, 'written', work.disk.size)
  const { add: onBytes } = progress
  const stop = stopping(interrupted, `${displayText(output)} was not written`)
  try {
    const options = { cuts, ...(salvage !== undefined && { salvage }), onBytes, stop }
    const exported = await exportDisk(work.disk, draft, options)
    const cut = complainOfCuts(file, cuts, work, terminal, exported === 'whole')
    if (exported === 'cut') return cuts.mayBeAdded ? grown(file, context) : exported
    await draft.finish(() => {
      progress.tell('all is written; waiting for the disk')
      stop()
    })
    complainOfEncryption(work, terminal)
    const odd = complainOfOdd(file, cuts, work, terminal)
    const lost = salvage && complainOfSalvage(file, salvage, work, terminal)
    return [odd, lost].includes(EXIT.partial) ? EXIT.partial : cut
  } finally {
    progress.end()
    await draft.discard()
  }
}

/** Zeros in place of what was added would be worse than no copy. */
function grown(file: string, { terminal }: CommandContext): ExitCode {
  terminal.complain(`${file}: nothing was written; export it while nothing writes to it`)
  return EXIT.failed
}

/** Real paths over or inside of which nothing is written. */
function opened({ input, givenRoot, paths }: DiskWork): readonly string[] {
  const files = [input.real, ...paths.map(realPathOf)]
  return givenRoot === undefined ? files : [...files, givenRoot]
}
