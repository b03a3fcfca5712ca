import { Command, CommanderError } from 'commander'
import { checkCommand } from './commands/check.ts'
import type { CliCommand, CommandContext } from './commands/command.ts'
import { detectCommand } from './commands/detect.ts'
import { exportCommand } from './commands/export.ts'
import { infoCommand } from './commands/info.ts'
import { mapCommand } from './commands/map.ts'
import { measureCommand } from './commands/measure.ts'
import { planCommand } from './commands/plan.ts'
import { readCommand } from './commands/read.ts'
import { scanCommand } from './commands/scan.ts'
import { reasonOf, UsageError } from './error-text.ts'
import { EXIT, type ExitCode } from './exit-code.ts'

/** By their names, in the order of the help. */
const COMMANDS: Readonly<Record<string, CliCommand>> = {
  scan: scanCommand,
  plan: planCommand,
  info: infoCommand,
  map: mapCommand,
  read: readCommand,
  export: exportCommand,
  check: checkCommand,
  detect: detectCommand,
  measure: measureCommand,
}

const EXIT_CODES = `
Exit codes:
  0  done
  1  something could not be read or written, the instances are not
     mounted, or the work was stopped: what is shown lacks it
  2  wrong usage`

/** An image is no node of QEMU's block layer here: only a file is opened. */
function withInstead(complaint: string): string {
  if (!complaint.startsWith("unknown option '--image-opts'")) return complaint
  return `${complaint}: an image is named by its path alone, and what it is read as by --format of map, read, export and measure`
}

/** Reads the arguments and runs the command that they name; `context.finish` gets the exit code. */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<void> {
  const program = new Command('cowscope')
    .description('Shows what OpenStack compute nodes and disk images hold. It only reads.')
    .version(context.version)
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .hook('preAction', (_, command) => refuseEmptyPaths(command))
    .configureOutput({
      writeOut: (text) => context.terminal.out(text),
      outputError: (text) =>
        context.terminal.complain(withInstead(oneLine(text.replace(/^error: /, '')))),
    })
  for (const command of neededFor(args)) command(program, context)
  try {
    refuseNoCommand(args)
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version were asked for, or commander has said what is wrong.
      context.finish(error.exitCode === 0 ? EXIT.done : usageCode(args))
      return
    }
    const reason = reasonOf(error)
    if (reason === undefined) throw error
    context.terminal.complain(reason)
    context.finish(error instanceof UsageError ? usageCode(args) : EXIT.failed)
  }
}

/** Commander answers `help` of what is no command with all of its help, and no word of what is wrong. */
function refuseNoCommand([first, asked]: readonly string[]): void {
  if (first === undefined) throw new UsageError('no command; --help lists them')
  const isKnown = asked === undefined || asked === 'help' || Object.hasOwn(COMMANDS, asked)
  if (first === 'help' && !isKnown)
    throw new UsageError(`unknown command '${asked}'; --help lists them`)
}

/** A script's unset variable would be the working directory. Throws a `UsageError`. */
function refuseEmptyPaths(command: Command): void {
  const { root, output } = command.opts()
  if ([...command.processedArgs.flat(), root, output].includes('')) {
    throw new UsageError('an empty path names nothing')
  }
}

/** The one that is named; all of them for help and for what is none, to say what was meant. */
function neededFor([name = '']: readonly string[]): readonly CliCommand[] {
  const named = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  return named === undefined ? Object.values(COMMANDS) : [named]
}

/** For `check` 2 means a corrupt image, so that wrong usage is 1 there, as it is for qemu-img. */
function usageCode([command]: readonly string[]): ExitCode {
  return command === 'check' ? EXIT.failed : EXIT.usage
}

/** Commander puts its guess of what was meant on a second line. */
function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ')
}
