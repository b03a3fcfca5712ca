/**
 * One line for the person at the terminal. It goes to stderr: stdout belongs to reports.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`cowscope: ${line}\n`)
}

/** A failure whose message is all that the person needs: it is printed without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError'
}

/**
 * Runs a script's main function; a failure becomes one plain line and exit code 1.
 * @param {() => Promise<number> | number} main gives the exit code
 */
export async function runScript(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    say(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}
