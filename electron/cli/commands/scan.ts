import { Option } from 'commander'
import { UsageError } from '../error-text.ts'
import { SCAN_FORMATS, type ScanFormat } from '../scan/scan-formats.ts'
import type { CliCommand } from './command.ts'

interface ScanFlags {
  readonly format: ScanFormat
  readonly output?: string
  readonly root?: string
  readonly top: string
  readonly sample?: true
}

/** `cowscope scan`: the report of a node, a folder of images or an image. */
export const scanCommand: CliCommand = (program, context) => {
  program
    .command('scan')
    .summary('report what a compute node, a folder of images or an image takes')
    .description(
      'Reports sizes, backing chains and problems. PATH is a mounted node, an instances_path, an ' +
        'image store, a folder of images or an image; several are one report, in which each file ' +
        'counts once, and what is mounted at two places at both.',
    )
    .argument('[PATH...]')
    .addOption(
      new Option('-f, --format <format>', 'of the report').choices(SCAN_FORMATS).default('table'),
    )
    .option(
      '-o, --output <file>',
      'write the report there, whole or not at all; a file of that name is replaced',
    )
    .option('--root <dir>', "look for recorded absolute names below DIR, as the node's /")
    .option('--top <rows>', 'rows of each part of the table report', '20')
    .option('--sample', 'report a generated sample node')
    .action(async (paths: readonly string[], flags: ScanFlags) => {
      if (flags.sample === true && paths.length > 0) {
        throw new UsageError('--sample: either this or a PATH')
      }
      // A path that a script forgot is no wish for 40 instances that there are not.
      if (flags.sample !== true && paths.length === 0) {
        throw new UsageError('scan: a PATH is missing; --sample reports a generated node')
      }
      const { runScan } = await import('../scan/run-scan.ts')
      context.finish(await runScan(paths, flags, context))
    })
}
