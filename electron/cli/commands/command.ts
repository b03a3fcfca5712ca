import type { Command } from 'commander'
import type { CheckExitCode, ExitCode } from '../exit-code.ts'
import type { Terminal } from '../output/terminal.ts'

/** What a command runs in. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly version: string
  /** True once the user has asked to stop (SIGINT, SIGTERM, SIGHUP). */
  readonly interrupted: () => boolean
  /** What the process will end with. */
  readonly finish: (code: ExitCode | CheckExitCode) => void
}

/**
 * One command: its words and options. What it does is imported when it is called, so that the
 * command line starts as fast with many commands as with one.
 */
export type CliCommand = (program: Command, context: CommandContext) => void
