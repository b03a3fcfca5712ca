import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BenchImages } from './images.ts'
import { type Command, timePair } from './measure.ts'
import { bound, formatTiming, printFigure } from './print.ts'

const ROUNDS = 7
const LEAST_PLAIN = 0.7
const LEAST_DEFLATE = 0.5

/** The raw export of 1 GiB against `qemu-img convert -O raw`, whole processes. */
export async function benchExport(images: BenchImages, projectRoot: string): Promise<void> {
  comparePair('uncompressed', images.plain(), projectRoot, LEAST_PLAIN)
  comparePair('deflate', images.deflate(), projectRoot, LEAST_DEFLATE)
}

function comparePair(kind: string, image: string, projectRoot: string, least: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'cowscope-bench-export-'))
  try {
    const cli = join(projectRoot, 'out/cli.cjs')
    const out = join(folder, 'out.raw')
    // Each run writes a file of its own making: neither meets blocks that the other has left.
    const script = 'rm -f "$0" && exec "$@"'
    const ours: Command = [...shell(script, out), process.execPath, cli, 'export', image, '-o', out]
    const theirs: Command = [...shell(script, out), 'qemu-img', 'convert', '-O', 'raw', image, out]

    console.log(`export: 1 GiB, ${kind}, warm cache`)
    const { subject, reference, ratio } = timePair(ours, theirs, ROUNDS)
    printFigure(`cowscope export, median of ${ROUNDS} (min to max)`, formatTiming(subject))
    printFigure(`qemu-img convert, median of ${ROUNDS} (min to max)`, formatTiming(reference))
    const goal = bound(`at least ${least} ×`, 1 / ratio >= least)
    printFigure('speed, cowscope / qemu-img', `${(1 / ratio).toFixed(2)} ×`, goal)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function shell(script: string, file: string): readonly [string, ...string[]] {
  return ['sh', '-c', script, file]
}
