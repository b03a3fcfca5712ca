import packageJson from '../../package.json' with { type: 'json' }
import { exactArguments } from '../start/exact-arguments.ts'
import { EXIT } from './exit-code.ts'
import { terminal } from './output/terminal.ts'
import { runProgram } from './program.ts'
import { Signals } from './signals.ts'

/** Of a bug so much is shown of where it is. */
const STACK_LINES = 8

const signals = new Signals()

// An error of this program itself. Node would print the line that it is in, which in a bundle is all of it.
process.on('uncaughtException', ({ message, stack = message }) => {
  terminal.complain(`a bug in Cowscope, please report it: ${message}`)
  for (const line of stack.split('\n').slice(1, 1 + STACK_LINES)) terminal.complain(line.trim())
  process.exit(EXIT.failed)
})

void runProgram(exactArguments(process.argv.slice(2)), {
  terminal,
  version: packageJson.version,
  interrupted: () => signals.interrupted,
  hearing: (work) => signals.during(work),
  // At once: all that was printed and written is out, and to take down what is in memory takes longer.
  finish: (code) => {
    const { heard } = signals
    if (heard !== undefined && isEndRefused(heard)) process.kill(process.pid, heard)
    // Of a container's first process the kernel takes no signal that it sends itself.
    process.exit(code)
  },
})

/**
 * Node does not end by itself then, or not now: it resets the terminal, which aborts it where that is gone, and
 * waits for calls of the file system, such as one that brings many GiB to the disk. The signal itself ends it.
 */
function isEndRefused(heard: NodeJS.Signals): boolean {
  return heard === 'SIGHUP' || process.getActiveResourcesInfo().includes('FSReqPromise')
}
