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

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}

/** What a command took of the machine. */
export interface Cost {
  /** Peak resident memory in bytes. */
  readonly peakMemory: number
  /** Milliseconds of processor time, user and system, of all its threads. */
  readonly cpuTime: number
}

/**
 * The kernel's own account of a process, read every 2 ms while it runs: what it does in its very
 * last moment is not seen. Unlike wall time, processor time hardly depends on what else runs.
 * Linux only.
 */
export async function costOf(command: Command): Promise<Cost> {
  const [program, ...args] = command
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  let cost: Cost = { peakMemory: 0, cpuTime: 0 }
  const timer = setInterval(() => {
    cost = costSoFar(child.pid) ?? cost
  }, 2)
  try {
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))))
    })
  } finally {
    clearInterval(timer)
  }
  return cost
}

// proc(5) counts in USER_HZ, which is 100 on every architecture that Node runs on.
const TICK_MS = 10

/** `VmHWM`, `utime` and `stime` of proc(5); undefined when the process has ended. */
function costSoFar(pid: number | undefined): Cost | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
    if (peak === undefined) return undefined
    // The name in parentheses may hold blanks; utime and stime are fields 14 and 15.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      peakMemory: Number(peak) * 1024,
      cpuTime: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
    }
  } catch {
    return undefined
  }
}
