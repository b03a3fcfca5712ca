// `npm run bench -- [--instances N] [--dir FOLDER] [--no-build] [BENCH…]`: prints figures beside
// their bounds. It judges nothing by its exit code, which is 1 only when it could not measure.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { benchCheck } from './check.ts'
import { benchExport } from './export.ts'
import { type BenchImages, benchImages } from './images.ts'
import { benchInfo } from './info.ts'
import { type BenchNode, benchNode } from './make-node.ts'
import { benchMap } from './map.ts'
import { formatMs } from './print.ts'
import { benchScan } from './scan.ts'
import { benchWindow } from './window.ts'

/** What a bench may ask for; it is made when it is asked for. */
interface BenchInput {
  readonly node: () => BenchNode
  readonly images: BenchImages
}

type Bench = (input: BenchInput, projectRoot: string) => Promise<void>

const BENCHES: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ['scan', ({ node }, root) => benchScan(node(), root)],
  ['window', ({ node }) => benchWindow(node())],
  ['map', ({ images }, root) => benchMap(images, root)],
  ['check', ({ images }, root) => benchCheck(images, root)],
  ['export', ({ images }, root) => benchExport(images, root)],
  ['info', (_, root) => benchInfo(root)],
])

async function main(projectRoot: string): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      instances: { type: 'string', default: '10000' },
      dir: { type: 'string' },
      'no-build': { type: 'boolean', default: false },
    },
  })
  const unknown = positionals.filter((name) => !BENCHES.has(name))
  if (unknown.length > 0) {
    throw new Error(`no bench ${unknown.join(', ')}; there are ${[...BENCHES.keys()].join(', ')}`)
  }
  if (!values['no-build']) build(projectRoot)
  // Where it is set, Node parses that file of certificates at every start, of which nothing is wanted:
  // 37 ms are more than all else of a short command.
  delete process.env['NODE_EXTRA_CA_CERTS']

  const instances = Number(values.instances)
  const input = { node: () => madeNode(instances, values.dir), images: benchImages(values.dir) }
  for (const [name, bench] of BENCHES) {
    if (positionals.length === 0 || positionals.includes(name)) await bench(input, projectRoot)
  }
}

function madeNode(instances: number, folder: string | undefined): BenchNode {
  const start = performance.now()
  const node = benchNode(instances, folder)
  console.log(`node: ${node.rootPath} (ready after ${formatMs(performance.now() - start)})`)
  return node
}

function build(projectRoot: string): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) throw new Error(`npm run build ended with ${status}`)
}

try {
  await main(process.cwd())
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
