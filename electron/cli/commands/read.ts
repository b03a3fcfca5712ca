import type { ReadRequest } from '../disk/run-read.ts'
import type { CliCommand } from './command.ts'
import { formatOption } from './format-option.ts'
import { locateOption } from './locate-option.ts'
import { ROOT_HELP } from './root-help.ts'

/** `cowscope read`: the guest's bytes. */
export const readCommand: CliCommand = (program, context) => {
  program
    .command('read')
    .summary("write the guest's bytes to the standard output")
    .description(
      "Writes what the guest reads from its disk, through the whole chain. The chain's members must " +
        'be here as far as they hold what is asked for.',
    )
    .argument('FILE')
    .option('--offset <bytes>', 'begin there, as 1536, 1.5k or 0x600', '0')
    .option('--length <bytes>', 'so many bytes; to the end of the disk when it is left out')
    .addOption(formatOption())
    .option('--root <dir>', ROOT_HELP)
    .addOption(locateOption())
    .option('-l, --snapshot <id>', 'read the internal snapshot of this id or name')
    .action(async (file: string, request: ReadRequest) => {
      const { runRead } = await import('../disk/run-read.ts')
      context.finish(await runRead(file, request, context))
    })
}
