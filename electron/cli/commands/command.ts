import type { Command } from 'commander'
import type { CheckExitCode, ExitCode } from '../exit-code.ts'
import type { Terminal } from '../output/terminal.ts'

/** What a command runs in. */
export interface CommandContext {
  readonly terminal: Terminal
  readonly version: string
  /** True once the user has asked to stop (SIGINT, SIGTERM, SIGHUP) what is done in `hearing`. */
  readonly interrupted: () => boolean
  /** Runs what looks at `interrupted` between its steps; anywhere else a signal ends the program. */
  readonly hearing: <T>(work: () => Promise<T>) => Promise<T>
  /** What the process will end with. */
  readonly finish: (code: ExitCode | CheckExitCode) => void
}

/**
 * One command: its words and options. What it does is imported when it is called, so that the
 * command line starts as fast with many commands as with one.
 */
export type CliCommand = (program: Command, context: CommandContext) => void
