import type { TestCase, TestModule, TestSuite } from 'vitest/node'
import type { Reporter } from 'vitest/reporters'

/** As many as a reader of a long log's end sees together. */
const MOST_LINES = 60

type Failed = TestCase | TestSuite | TestModule

/** Names at the very end each test that failed and why, a line for each: what comes before is long. */
export class FailedTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const lines = [...modules.flatMap(linesOf), ...unhandled.map(sentence)]
    for (const line of lines.slice(0, MOST_LINES)) process.stderr.write(`failed: ${line}\n`)
    const more = lines.length - MOST_LINES
    if (more > 0) process.stderr.write(`failed: and ${more} more\n`)
  }
}

/** A file that cannot be read, hooks of its suites, and its tests. */
function linesOf(module: TestModule): readonly string[] {
  const { children, project, relativeModuleId } = module
  const place = `${project.name} ${relativeModuleId}`
  const suites = [module, ...children.allSuites()].flatMap((one) => {
    return one.errors().map((error) => line(place, one, error))
  })
  const tests = [...children.allTests('failed')].map((one) => {
    return line(place, one, one.result().errors?.[0])
  })
  return [...suites, ...tests]
}

function line(place: string, of: Failed, error: unknown): string {
  const name = of.type === 'module' ? '' : ` > ${of.fullName}`
  return `${place}${name}: ${sentence(error)}`
}

/** The first line of what an error says, without colours. */
function sentence(error: unknown): string {
  const text = error instanceof Object && 'message' in error ? String(error.message) : String(error)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
  return text.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n', 1)[0] ?? ''
}
