import { Option } from 'commander'
import type { PlanRequest } from '../scan/run-plan.ts'
import type { CliCommand } from './command.ts'

/** `cowscope plan`: what may be cleaned up, to be reviewed; Cowscope itself deletes nothing. */
export const planCommand: CliCommand = (program, context) => {
  program
    .command('plan')
    .summary('write what may be cleaned up, with the evidence, to be reviewed')
    .description(
      'Scans PATH and lists what is left over there, the safest first: what it is, why, how much it ' +
        'frees and what to verify first. The script has every command commented out. Nothing is deleted.',
    )
    .argument('<PATH...>')
    .addOption(
      new Option('-f, --format <format>', 'a checklist, or a shell script')
        .choices(['markdown', 'script'])
        .default('markdown'),
    )
    .addOption(new Option('--language <tag>', 'of the text').choices(['en', 'zh-CN']).default('en'))
    .option(
      '-o, --output <file>',
      'write the plan there, whole or not at all; a file of that name is replaced',
    )
    .option('--root <dir>', "look for recorded absolute names below DIR, as the node's /")
    .action(async (paths: readonly string[], request: PlanRequest) => {
      const { runPlan } = await import('../scan/run-plan.ts')
      context.finish(await runPlan(paths, request, context))
    })
}
