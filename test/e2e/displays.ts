import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Virtual displays, e.g. `:99`: one for each worker. */
    readonly displays: readonly string[]
  }
}

interface Screen {
  readonly display: string
  readonly server: ChildProcess
}

/**
 * Starts a display for each worker, so that windows neither compete for the focus nor lie over one
 * another; returns what ends them.
 */
export async function setup(project: TestProject): Promise<() => void> {
  const count = Number(project.vitest.config.maxWorkers)
  const screens = await Promise.all(Array.from({ length: count }, startScreen))
  project.provide(
    'displays',
    screens.map(({ display }) => display),
  )
  return () => {
    for (const { server } of screens) server.kill()
  }
}

const DISPLAY_FD = 3

/** X itself chooses a number that is free, and tells it when it can be connected to. */
async function startScreen(): Promise<Screen> {
  const args = ['-displayfd', `${DISPLAY_FD}`, '-screen', '0', '1600x1000x24', '-nolisten', 'tcp']
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'] as const
  const server = spawn('Xvfb', args, { stdio: [...stdio] })
  const failed = once(server, 'exit').then(([code]) => {
    throw new Error(`Xvfb ended with ${code}`)
  })
  const number = server.stdio[DISPLAY_FD]
  if (number === null || number === undefined) throw new Error('no pipe to Xvfb')
  const [text] = await Promise.race([once(number, 'data'), failed])
  return { display: `:${String(text).trim()}`, server }
}
