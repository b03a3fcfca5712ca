import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A program and its arguments, run without a shell. */
export type Command = readonly [program: string, ...args: readonly string[]]

/** Milliseconds of several runs. */
export interface Timing {
  readonly median: number
  readonly min: number
  readonly max: number
}

export interface Pair {
  readonly subject: Timing
  readonly reference: Timing
  /** Median of the ratios subject / reference of runs that stood side by side. */
  readonly ratio: number
}

/**
 * Whole-process wall time in milliseconds; what the program prints is thrown away. Throws when it
 * cannot be started or fails.
 */
export function timeCommand(command: Command): number {
  const [program, ...args] = command
  const start = performance.now()
  const result = spawnSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const elapsed = performance.now() - start
  if (result.error !== undefined) throw result.error
  if (result.status !== 0) throw new Error(`${command.join(' ')} ended with ${result.status}`)
  return elapsed
}

/**
 * Runs two commands in turns, so that both meet the same state of the machine. One unmeasured run
 * of each warms the caches.
 */
export function timePair(subject: Command, reference: Command, rounds: number): Pair {
  timeCommand(reference)
  timeCommand(subject)
  const runs = Array.from({ length: rounds }, () => ({
    reference: timeCommand(reference),
    subject: timeCommand(subject),
  }))
  return {
    subject: timing(runs.map((run) => run.subject)),
    reference: timing(runs.map((run) => run.reference)),
    ratio: median(runs.map((run) => run.subject / run.reference)),
  }
}

export function timing(times: readonly number[]): Timing {
  return { median: median(times), min: Math.min(...times), max: Math.max(...times) }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}

/**
 * Peak resident memory of a command in bytes: the kernel's high-water mark, read every 2 ms while
 * the command runs, so growth in its very last moment is not seen. Linux only.
 */
export async function peakMemory(command: Command): Promise<number> {
  const [program, ...args] = command
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, highWaterMark(child.pid))
  }, 2)
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))))
    })
  } finally {
    clearInterval(timer)
  }
  return peak
}

/** `VmHWM` of proc(5) in bytes; 0 when the process has ended. */
function highWaterMark(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
