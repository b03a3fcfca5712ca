import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Command, costOf, timeCommand, timePair, timing } from './measure.ts'
import { bound, formatMs, formatTiming, printFigure } from './print.ts'

const FILES = 1000
const ROUNDS = 5
const EMPTY: Command = [process.execPath, '-e', '0']
const LEAST_TIMES_FASTER = 100

/** What headers say of 1,000 images, in one process, against qemu-img that is started for each. */
export async function benchInfo(projectRoot: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-bench-info-'))
  try {
    const files = writeImages(folder, FILES)
    const cli = join(projectRoot, 'out/cli.cjs')
    const ours: Command = [process.execPath, cli, 'info', '--output', 'json', ...files]
    const script = 'for file in "$@"; do qemu-img info --output=json "$file" || exit 1; done'
    const theirs: Command = ['sh', '-c', script, 'sh', ...files]

    console.log(`info: ${FILES} overlays, warm cache`)
    const { subject, reference, ratio } = timePair(ours, theirs, ROUNDS)
    const start = timing(Array.from({ length: ROUNDS }, () => timeCommand(EMPTY)))
    const goal = bound(`at least ${LEAST_TIMES_FASTER} ×`, 1 / ratio >= LEAST_TIMES_FASTER)
    printFigure(`cowscope info, median of ${ROUNDS} (min to max)`, formatTiming(subject))
    printFigure(`${FILES} runs of qemu-img info`, formatTiming(reference))
    printFigure('qemu-img / cowscope', `${(1 / ratio).toFixed(0)} ×`, goal)
    // What Node itself takes to start is the most that can be kept of the goal.
    printFigure('a program of Node that does nothing', formatTiming(start))
    printFigure('qemu-img / that', `${(reference.median / start.median).toFixed(0)} ×`)
    printFigure('processor time, cowscope', formatMs((await costOf(ours)).cpuTime))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Overlays as Nova makes them; each is a copy of one that qemu-img has made. */
function writeImages(folder: string, count: number): readonly string[] {
  const base = join(folder, 'base.raw')
  const first = join(folder, 'disk-0')
  execFileSync('qemu-img', ['create', '-q', '-f', 'raw', base, '2G'])
  const backing = ['-b', base, '-F', 'raw']
  execFileSync('qemu-img', ['create', '-q', '-f', 'qcow2', ...backing, first, '20G'])
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `disk-${index}`)
    if (index > 0) copyFileSync(first, path)
    return path
  })
}
