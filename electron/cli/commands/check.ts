import type { CheckRequest } from '../image/run-check.ts'
import type { CliCommand } from './command.ts'
import { outputOption } from './output-option.ts'

const EXIT_CODES = `
Exit codes, as qemu-img's:
  0   no fault
  1   could not be checked
  2   corrupt
  3   leaked clusters, and nothing worse
  63  a format without a check`

/** `cowscope check`: what `qemu-img check` says, without a key and without a backing file. */
export const checkCommand: CliCommand = (program, context) => {
  program
    .command('check')
    .summary('check the tables and refcounts of images, as qemu-img check does')
    .description(
      'Compares the refcounts of a qcow2 image with what refers to each cluster, and the tables of a ' +
        'QED, Parallels, VDI, VHDX or VMDK with the file and with each other, the extents of a VMDK ' +
        'beside it too. Nothing is repaired. Encrypted images are checked without their key, ' +
        'overlays without their backing file.',
    )
    .argument('<FILE...>')
    .addOption(outputOption())
    .option(
      '--root <dir>',
      "follow symlinks below DIR as if it were the node's /; extents are beside their VMDK",
    )
    .addHelpText('after', EXIT_CODES)
    .action(async (files: readonly string[], request: CheckRequest) => {
      const { runCheck } = await import('../image/run-check.ts')
      context.finish(await runCheck(files, request, context))
    })
}
