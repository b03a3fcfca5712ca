import type { MapRequest } from '../disk/run-map.ts'
import type { CliCommand } from './command.ts'
import { formatOption } from './format-option.ts'
import { locateOption } from './locate-option.ts'
import { outputOption } from './output-option.ts'
import { ROOT_HELP } from './root-help.ts'

/** `cowscope map`: which layer holds what of the guest's disk. */
export const mapCommand: CliCommand = (program, context) => {
  program
    .command('map')
    .summary('show which layer of the chain holds what of the disk')
    .description(
      "Prints the map of the guest's disk through its backing chain, as qemu-img map does. A member " +
        'that is not here is a layer like any other; an encrypted image is mapped without its key.',
    )
    .argument('FILE')
    .addOption(outputOption('of the map'))
    .addOption(formatOption())
    .option('--root <dir>', ROOT_HELP)
    .addOption(locateOption())
    .option('-l, --snapshot <id>', 'map the internal snapshot of this id or name')
    .option('--start-offset <bytes>', 'begin there', '0')
    .option('--max-length <bytes>', 'map so many bytes at most')
    .option('--find-zeros', 'read files with holes to find the stretches that are zeros')
    .action(async (file: string, request: MapRequest) => {
      const { runMap } = await import('../disk/run-map.ts')
      context.finish(await runMap(file, request, context))
    })
}
