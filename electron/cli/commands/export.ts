import type { ExportRequest } from '../disk/run-export.ts'
import type { CliCommand } from './command.ts'
import { formatOption } from './format-option.ts'
import { locateOption } from './locate-option.ts'
import { ROOT_HELP } from './root-help.ts'

/** `cowscope export`: the guest's disk as a raw file. */
export const exportCommand: CliCommand = (program, context) => {
  program
    .command('export')
    .summary("write the guest's disk as a sparse raw file")
    .description(
      'Writes the whole disk, through its chain, as a sparse raw file. The file appears under its ' +
        'name when it is complete, in the place of a file that has it, as with qemu-img convert, and ' +
        'never over or inside of what is read.',
    )
    .argument('FILE')
    .requiredOption('-o, --output <file>', 'the raw file')
    .addOption(formatOption())
    .option('--root <dir>', ROOT_HELP)
    .addOption(locateOption())
    .option('-l, --snapshot <id>', 'export the internal snapshot of this id or name')
    .option(
      '--salvage',
      'zeros in place of what cannot be read, as qemu-img convert has it: damaged tables, a member of the chain that is not here',
    )
    .action(async (file: string, request: ExportRequest) => {
      const { runExport } = await import('../disk/run-export.ts')
      context.finish(await runExport(file, request, context))
    })
}
