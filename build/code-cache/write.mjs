// V8's code cache for the built command line: what it has compiled when commands have run is kept
// beside each chunk, so that a command starts without compiling it again (electron/cli/chunks.ts).
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const RUN = join(import.meta.dirname, 'run.cjs')

/**
 * Runs commands on a sample node, each of which adds to the cache what it alone has needed.
 * @param {string} folder where the chunks are
 */
export function writeCodeCache(folder) {
  const { createSampleNode } = createRequire(import.meta.url)(join(folder, 'sample.cjs'))
  const sample = createSampleNode()
  try {
    for (const args of commandsOn(sample.rootPath)) run(folder, args)
  } finally {
    sample.remove()
  }
}

/** @param {string} folder @param {readonly string[]} args */
function run(folder, args) {
  const { status, error } = spawnSync(process.execPath, [RUN, folder, ...args], { stdio: 'ignore' })
  // The sample has faults, of which commands tell by 1 and 3.
  if (error !== undefined || status === null || status === 2) {
    throw new Error(`the built command line fails: ${args.join(' ')}`, { cause: error })
  }
}

/** @param {string} node @returns {readonly (readonly string[])[]} */
function commandsOn(node) {
  const instances = join(node, 'var/lib/nova/instances')
  const instance = readdirSync(instances).find((name) => /^[0-9a-f]{8}-/.test(name)) ?? ''
  const image = join(instances, instance, 'disk')
  return [
    ['scan', node],
    ['scan', '--format', 'json', node],
    ['scan', '--format', 'csv', node],
    ['plan', node],
    ['info', '--backing-chain', '--root', node, image],
    ['info', '--output', 'json', image],
    ['map', '--root', node, image],
    ['map', '--output', 'json', '--root', node, image],
    ['check', image],
    ['measure', '-O', 'qcow2', '--root', node, image],
    ['detect', image],
    ['read', '--offset', '0', '--length', '512', '--root', node, image],
  ]
}
