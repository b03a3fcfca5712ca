import { Option } from 'commander'
import { IMAGE_ROLES } from '../../../shared/formats/verdict/types.ts'
import type { DetectRequest } from '../image/run-detect.ts'
import type { CliCommand } from './command.ts'
import { outputOption } from './output-option.ts'

/** `cowscope detect`: every format that fits, what speaks against opening it, what OpenStack does. */
export const detectCommand: CliCommand = (program, context) => {
  program
    .command('detect')
    .summary('tell every format that a file fits, and whether it is safe')
    .description(
      'Names every format whose marks a file has and the bytes that they are, checks it for what is ' +
        'dangerous to QEMU and OpenStack, and says apart from that whether OpenStack will take it. Of raw ' +
        'data it lists the partitions, and names the volume of a CD image, a kernel or an initramfs. Ends with 0 for unsafe files too: ' +
        'scripts read `state` and `openstack.accepts` of --output json.',
    )
    .argument('<FILE...>')
    .addOption(outputOption())
    .addOption(
      new Option(
        '--role <role>',
        'what the file is to OpenStack, an image unless told: a disk may have a backing file',
      ).choices(IMAGE_ROLES),
    )
    .option('--declared <format>', 'the format by Glance, disk.info or the domain')
    .option('--root <dir>', "follow symlinks below DIR as if it were the node's /")
    .action(async (files: readonly string[], request: DetectRequest) => {
      const { runDetect } = await import('../image/run-detect.ts')
      context.finish(runDetect(files, request, context))
    })
}
