import { join } from 'node:path'
import type { BenchImages } from './images.ts'
import { type Command, costOf, timePair } from './measure.ts'
import { bound, formatMs, formatTiming, printFigure } from './print.ts'

const ROUNDS = 9
const LEAST_TIMES_FASTER = 3

/** The map of 2 TiB with 20,000 scattered clusters against qemu-img's, whole processes. */
export async function benchMap(images: BenchImages, projectRoot: string): Promise<void> {
  const image = images.scattered()
  const cli = join(projectRoot, 'out/cli.cjs')
  const ours: Command = [process.execPath, cli, 'map', '--output', 'json', image]
  const theirs: Command = ['qemu-img', 'map', '--output=json', image]

  console.log('map: 2 TiB, 20,000 scattered clusters, warm cache')
  const { subject, reference, ratio } = timePair(ours, theirs, ROUNDS)
  const goal = bound(`at least ${LEAST_TIMES_FASTER} ×`, 1 / ratio >= LEAST_TIMES_FASTER)
  printFigure(`cowscope map, median of ${ROUNDS} (min to max)`, formatTiming(subject))
  printFigure(`qemu-img map, median of ${ROUNDS} (min to max)`, formatTiming(reference))
  printFigure('qemu-img / cowscope', `${(1 / ratio).toFixed(2)} ×`, goal)

  const [cost, reference2] = [await costOf(ours), await costOf(theirs)]
  printFigure('processor time, cowscope', formatMs(cost.cpuTime))
  printFigure('processor time, qemu-img', formatMs(reference2.cpuTime))
  printFigure('peak memory of the map', `${(cost.peakMemory / 1e6).toFixed(0)} MB`)
}
