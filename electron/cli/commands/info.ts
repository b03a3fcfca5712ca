import type { CliCommand } from './command.ts'
import { locateOption } from './locate-option.ts'
import { outputOption } from './output-option.ts'
import { ROOT_HELP } from './root-help.ts'

interface InfoFlags {
  readonly output: 'human' | 'json'
  readonly backingChain?: true
  readonly root?: string
  readonly locate?: readonly string[]
}

/** `cowscope info`: what `qemu-img info` says, without a lock and without following a name anywhere. */
export const infoCommand: CliCommand = (program, context) => {
  program
    .command('info')
    .summary("show an image's header as qemu-img info does")
    .description(
      'Shows what `qemu-img info` shows. Backing files are looked for in the folder of FILE and, with ' +
        '--root, below DIR; whatever an image names elsewhere is opened with --locate alone.',
    )
    .argument('<FILE...>')
    .addOption(outputOption())
    .option('--backing-chain', 'show every image of the chain, top first')
    .option('--root <dir>', ROOT_HELP)
    .addOption(locateOption())
    .action(async (files: readonly string[], flags: InfoFlags) => {
      const { runInfo } = await import('../image/run-info.ts')
      context.finish(await runInfo(files, flags, context))
    })
}
