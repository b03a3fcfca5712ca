import packageJson from '../../package.json' with { type: 'json' }
import { exactArguments } from '../start/exact-arguments.ts'
import { EXIT } from './exit-code.ts'
import { terminal } from './output/terminal.ts'
import { runProgram } from './program.ts'

/** Of a bug so much is shown of where it is. */
const STACK_LINES = 8

let interrupted = false
let hungUp = false

// A second signal ends the program at once: whoever asks twice does not want to wait.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interrupted = true
    hungUp ||= signal === 'SIGHUP'
  })
}

// An error of this program itself. Node would print the line that it is in, which in a bundle is all of it.
process.on('uncaughtException', ({ message, stack = message }) => {
  terminal.complain(`a bug in Cowscope, please report it: ${message}`)
  for (const line of stack.split('\n').slice(1, 1 + STACK_LINES)) terminal.complain(line.trim())
  process.exit(EXIT.failed)
})

void runProgram(exactArguments(process.argv.slice(2)), {
  terminal,
  version: packageJson.version,
  interrupted: () => interrupted,
  // At once: all that was printed and written is out, and to take down what is in memory takes longer.
  finish: (code) => (hungUp ? endByHangUp() : process.exit(code)),
})

/** By the signal itself: where the terminal is gone, Node aborts as it ends (it resets the terminal). */
function endByHangUp(): void {
  process.kill(process.pid, 'SIGHUP')
}
