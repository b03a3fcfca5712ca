import packageJson from '../../package.json' with { type: 'json' }
import { exactArguments } from '../exact-arguments.ts'
import { runProgram } from './program.ts'
import { terminal } from './terminal.ts'

let interrupted = false

// A second signal ends the program at once: whoever asks twice does not want to wait.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    interrupted = true
  })
}

void runProgram(exactArguments(process.argv.slice(2)), {
  terminal,
  version: packageJson.version,
  interrupted: () => interrupted,
  // At once: all that was printed and written is out, and to take down what is in memory takes longer.
  finish: (code) => process.exit(code),
})
