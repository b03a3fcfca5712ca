import { join } from 'node:path'
import { withDomains } from './domains.ts'
import { withGrownDisks } from './grown.ts'
import type { BenchNode } from './make-node.ts'
import { type Command, costOf, timePair } from './measure.ts'
import { bound, formatMs, formatTiming, printFigure } from './print.ts'

const ROUNDS = 9
const LOOP_ROUNDS = 3
const SAMPLE = 300
const MOST_TIMES_DU = 8
const LEAST_TIMES_FASTER = 100
const MOST_MEMORY = 400e6

/** The scan of a whole node against `du -s` of the same tree and against asking qemu-img for every image. */
export async function benchScan(node: BenchNode, projectRoot: string): Promise<void> {
  const cli = join(projectRoot, 'out/cli.cjs')
  const scan: Command = [process.execPath, cli, 'scan', node.rootPath]
  const du: Command = ['du', '-s', '--block-size=1', node.rootPath]

  console.log(`scan: ${node.instances} instances, ${node.images.length} qcow2, warm cache`)
  const { subject, reference, ratio } = timePair(scan, du, ROUNDS)
  const limit = bound(`at most ${MOST_TIMES_DU} ×`, ratio <= MOST_TIMES_DU)
  printFigure(`cowscope scan, median of ${ROUNDS} (min to max)`, formatTiming(subject))
  printFigure(`du -s, median of ${ROUNDS} (min to max)`, formatTiming(reference))
  printFigure('scan / du', `${ratio.toFixed(2)} ×`, limit)
  // The report of every disk is tens of megabytes of text, which du does not write.
  const whole = timePair([...scan, '--format', 'json'], scan, LOOP_ROUNDS)
  printFigure('scan with a report of every disk / scan', `${whole.ratio.toFixed(2)} ×`)

  const files = sampleOf(node)
  const loop = timePair(scan, infoLoop(files), LOOP_ROUNDS)
  const scale = node.images.length / files.length
  const faster = scale / loop.ratio
  const goal = bound(`at least ${LEAST_TIMES_FASTER} ×`, faster >= LEAST_TIMES_FASTER)
  const scaled = formatMs(loop.reference.median * scale)
  printFigure(`qemu-img info, ${files.length} files, scaled to all`, scaled)
  printFigure('loop / scan beside it', `${faster.toFixed(0)} ×`, goal)

  const [scanCost, duCost] = [await costOf(scan), await costOf(du)]
  const cpu = `${formatMs(scanCost.cpuTime)}, ${formatMs(duCost.cpuTime)}`
  const memory = scanCost.peakMemory
  const most = bound(`under ${MOST_MEMORY / 1e6} MB`, memory < MOST_MEMORY)
  printFigure('processor time of the scan, of du', cpu)
  printFigure('peak memory of the scan', `${(memory / 1e6).toFixed(0)} MB`, most)
  await printReportMemory(scan)
  await withGrownDisks(node, () => {
    const grown = timePair(scan, du, LOOP_ROUNDS)
    printFigure(
      'scan / du, with a look at the end of each root disk',
      `${grown.ratio.toFixed(2)} ×`,
    )
  })
  await withDomains(node, () => benchDomainScan(scan, du, scanCost.cpuTime))
}

/** The same with a domain XML for each instance, of which du counts the file and a scan reads it. */
async function benchDomainScan(scan: Command, du: Command, plainCpu: number): Promise<void> {
  console.log('scan with domain XML: one more file of 8 kB for each instance')
  const { subject, reference, ratio } = timePair(scan, du, ROUNDS)
  const { cpuTime, peakMemory } = await costOf(scan)
  const limit = bound(`at most ${MOST_TIMES_DU} ×`, ratio <= MOST_TIMES_DU)
  const most = bound(`under ${MOST_MEMORY / 1e6} MB`, peakMemory < MOST_MEMORY)
  printFigure(`cowscope scan, median of ${ROUNDS} (min to max)`, formatTiming(subject))
  printFigure(`du -s, median of ${ROUNDS} (min to max)`, formatTiming(reference))
  printFigure('scan / du', `${ratio.toFixed(2)} ×`, limit)
  const more = `${formatMs(cpuTime)}, ${formatMs(cpuTime - plainCpu)}`
  printFigure('processor time of the scan, more than without', more)
  printFigure('peak memory of the scan', `${(peakMemory / 1e6).toFixed(0)} MB`, most)
  await printReportMemory(scan)
}

/** The report of every disk is written in pieces, as it is made: it takes hardly any memory of its own. */
async function printReportMemory(scan: Command): Promise<void> {
  const { peakMemory } = await costOf([...scan, '--format', 'json'])
  const most = bound(`under ${MOST_MEMORY / 1e6} MB`, peakMemory < MOST_MEMORY)
  printFigure(
    'peak memory with a report of every disk',
    `${(peakMemory / 1e6).toFixed(0)} MB`,
    most,
  )
}

/** Images spread evenly over all of the node. */
function sampleOf({ images, rootPath }: BenchNode): readonly string[] {
  const step = Math.max(1, Math.floor(images.length / SAMPLE))
  const sample = images.filter((_, index) => index % step === 0).slice(0, SAMPLE)
  return sample.map((path) => join(rootPath, path))
}

/** A shell starts processes with less delay than Node does. */
function infoLoop(files: readonly string[]): Command {
  const script = 'for file in "$@"; do qemu-img info --output=json "$file" || exit 1; done'
  return ['sh', '-c', script, 'sh', ...files]
}
