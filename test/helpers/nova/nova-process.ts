import { execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'

/** A Python that has loaded Nova, and ends where nobody can ask any more. */
interface NovaProcess {
  readonly questions: number
  readonly answers: number
  /** What it wrote to its standard error. */
  readonly log: string
}

const script = join(import.meta.dirname, 'nova-node.py')
/** Where Debian's packages are seen; another Python that stands before it in PATH has none. */
const python = '/usr/bin/python3'

let running: NovaProcess | undefined

// The worker that asks may go on to other files.
afterAll(() => {
  if (running === undefined) return
  closeSync(running.questions)
  closeSync(running.answers)
  running = undefined
})

/** What the steps came to, for which this thread waits. To load Nova takes longer: it is done once. */
export function askNova(steps: readonly unknown[]): unknown {
  running ??= started()
  writeFileSync(running.questions, `${JSON.stringify(steps)}\n`)
  const { results, failure } = JSON.parse(nextLine(running)) as Record<string, unknown>
  if (failure !== undefined) throw new Error(`Nova: ${failure}`)
  return results
}

function started(): NovaProcess {
  const folder = mkdtempSync(join(inject('runFolder'), 'nova-'))
  const [asked, questions] = pipe(join(folder, 'questions'))
  const [answers, answered] = pipe(join(folder, 'answers'))
  const log = join(folder, 'log')
  const errors = openSync(log, 'w')
  const env = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` }
  const child = spawn(python, [script], { env, stdio: [asked, answered, errors] })
  child.on('error', () => undefined).unref()
  // Where it alone has these ends, what is read ends with it.
  for (const end of [asked, answered, errors]) closeSync(end)
  const made = { questions, answers, log }
  nextLine(made)
  return made
}

/** Both ends of a pipe that can be waited at, as those of a child process of Node's cannot. */
function pipe(path: string): readonly [number, number] {
  execFileSync('mkfifo', [path])
  // To open one end waits for the other, but where somebody has both.
  const both = openSync(path, 'r+')
  const ends = [openSync(path, 'r'), openSync(path, 'w')] as const
  closeSync(both)
  return ends
}

function nextLine({ answers, log }: NovaProcess): string {
  const parts: Buffer[] = []
  while (parts.at(-1)?.at(-1) !== 0x0a) {
    const part = Buffer.alloc(1 << 16)
    const length = readSync(answers, part)
    if (length === 0) {
      running = undefined
      throw new Error(`Nova (python3-nova, by npm run setup): ${readFileSync(log, 'utf8')}`)
    }
    parts.push(part.subarray(0, length))
  }
  return Buffer.concat(parts).toString()
}
