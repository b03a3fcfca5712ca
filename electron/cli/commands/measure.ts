import { Option } from 'commander'
import type { MeasureRequest } from '../measure/run-measure.ts'
import type { CliCommand } from './command.ts'
import { formatOption } from './format-option.ts'
import { locateOption } from './locate-option.ts'
import { outputOption } from './output-option.ts'
import { ROOT_HELP } from './root-help.ts'

/** `cowscope measure`: what `qemu-img measure` says. */
export const measureCommand: CliCommand = (program, context) => {
  program
    .command('measure')
    .summary('say how large the disk would be as a raw or qcow2 image')
    .description(
      "Prints the size that a new image of the guest's disk would have, with the data of its whole " +
        'chain and with every cluster written. With --size the disk is empty.',
    )
    .argument('[FILE]')
    .addOption(
      new Option('-O, --target-format <format>', 'of the new image')
        .choices(['raw', 'qcow2'])
        .default('raw'),
    )
    .option(
      '-o, --options <list>',
      "qemu-img's creation options, as NAME=VALUE,…: cluster_size, refcount_bits, extended_l2, compat, " +
        'preallocation, backing_file and encrypt.* change the size',
      (value, before?: string) => (before === undefined ? value : `${before},${value}`),
    )
    .option('--size <bytes>', 'of an empty disk, instead of FILE, as 1536, 1.5k or 0x600')
    .addOption(outputOption('human or json'))
    .addOption(formatOption())
    .option('--root <dir>', ROOT_HELP)
    .addOption(locateOption())
    .option('-l, --snapshot <id>', 'measure the internal snapshot of this id or name')
    .option('--find-zeros', 'read files with holes to find the stretches that are zeros')
    .action(async (file: string | undefined, request: MeasureRequest) => {
      const { runMeasure } = await import('../measure/run-measure.ts')
      context.finish(await runMeasure(file, request, context))
    })
}
