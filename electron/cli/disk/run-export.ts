import { realPathOf } from '../../files/system-path.ts'
import { watchForCuts } from '../../files/watch-for-cuts.ts'
import type { CommandContext } from '../commands/command.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { createByteProgress } from '../output/byte-progress.ts'
import { outputTarget, saying } from '../output/output-file.ts'
import { RawDraft } from '../output/raw-draft.ts'
import { type DiskRequest, type DiskWork, withDisk } from './disk-command.ts'
import { exportDisk } from './export-disk.ts'
import { complainOfCuts } from './read-complaints.ts'

export interface ExportRequest extends DiskRequest {
  readonly output: string
}

export async function runExport(
  file: string,
  request: ExportRequest,
  context: CommandContext,
): Promise<ExitCode> {
  const use = async (work: DiskWork): Promise<ExitCode> => {
    const target = outputTarget(request.output, opened(work))
    const draft = saying(request.output, () => new RawDraft(target, work.disk.size))
    const cuts = watchForCuts(work)
    const progress = createByteProgress(context.terminal.status, 'written', work.disk.size)
    try {
      const whole = await exportDisk(work.disk, draft, {
        cuts,
        onBytes: progress.add,
        cancelled: context.interrupted,
      })
      if (!whole) return EXIT.failed
      draft.finish()
      return complainOfCuts(file, cuts, work, context.terminal)
    } finally {
      progress.end()
      draft.discard()
    }
  }
  return withDisk(file, request, context, use, 'when-done')
}

/** Real paths over or inside of which nothing is written. */
function opened({ input, givenRoot, paths }: DiskWork): readonly string[] {
  const files = [input.real, ...paths.map(realPathOf)]
  return givenRoot === undefined ? files : [...files, givenRoot]
}
