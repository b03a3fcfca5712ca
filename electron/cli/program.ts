import { Command, CommanderError } from 'commander'
import type { CommandContext } from './commands/command.ts'
import { detectCommand } from './commands/detect.ts'
import { exportCommand } from './commands/export.ts'
import { infoCommand } from './commands/info.ts'
import { mapCommand } from './commands/map.ts'
import { readCommand } from './commands/read.ts'
import { scanCommand } from './commands/scan.ts'
import { reasonOf } from './error-text.ts'
import { EXIT } from './exit-code.ts'

const commands = [scanCommand, infoCommand, mapCommand, readCommand, exportCommand, detectCommand]

const EXIT_CODES = `
Exit codes:
  0  done
  1  wrong usage, or nothing of what was asked could be read or written
  2  done in part: something could not be read, or the scan was stopped`

/** Reads the arguments and runs the command that they name; `context.finish` gets the exit code. */
export async function runProgram(args: readonly string[], context: CommandContext): Promise<void> {
  const program = new Command('cowscope')
    .description('Shows what OpenStack compute nodes and disk images hold. It only reads.')
    .version(context.version)
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.terminal.out(text),
      outputError: (text) => context.terminal.complain(text.replace(/^error: /, '').trim()),
    })
  for (const command of commands) command(program, context)
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) {
      // Help and version were asked for, or commander has said what is wrong.
      context.finish(error.exitCode === 0 ? EXIT.done : EXIT.failed)
      return
    }
    const reason = reasonOf(error)
    if (reason === undefined) throw error
    context.terminal.complain(reason)
    context.finish(EXIT.failed)
  }
}
