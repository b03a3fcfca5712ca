// `npm run bench -- [--instances N] [--dir FOLDER] [--no-build] [BENCH…]`: prints figures beside
// their bounds. It judges nothing by its exit code, which is 1 only when it could not measure.
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { type BenchNode, benchNode } from './make-node.ts'
import { formatMs } from './print.ts'
import { benchScan } from './scan.ts'

type Bench = (node: BenchNode, projectRoot: string) => Promise<void>

const BENCHES: ReadonlyMap<string, Bench> = new Map([['scan', benchScan]])

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

  const start = performance.now()
  const node = benchNode(Number(values.instances), values.dir)
  console.log(`node: ${node.rootPath} (ready after ${formatMs(performance.now() - start)})`)
  for (const [name, bench] of BENCHES) {
    if (positionals.length === 0 || positionals.includes(name)) await bench(node, projectRoot)
  }
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
