import { runProgram } from '../../electron/cli/program.ts'
import { displayText } from '../../shared/bytes/text.ts'

export interface CommandResult {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command of the command line in the test's own process: of a short one most of the time is
 * Node's start. Relative paths count from the project, and the bytes of `read` are not caught.
 */
export async function commandHere(args: readonly string[]): Promise<CommandResult> {
  const printed = { stdout: '', stderr: '' }
  let status: number | null = null
  await runProgram(args, {
    terminal: {
      out: (text) => {
        printed.stdout += text
        return true
      },
      complain: (sentence) => {
        printed.stderr += `cowscope: ${displayText(sentence)}\n`
      },
      status: undefined,
    },
    version: 'of the tests',
    interrupted: () => false,
    hearing: (work) => work(),
    finish: (code) => {
      status = code
    },
  })
  return { status, ...printed }
}
