import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSampleNode } from '../../../../electron/sample/write.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import { buildProgram } from '../../../helpers/scan/scan-child.ts'
import { makeNastyTree } from '../../../helpers/trees/nasty-tree.ts'
import { INSTANCES, SmallNode, STORE, UUID } from '../../../helpers/trees/small-node.ts'
import { writtenTree } from '../../../helpers/trees/written-tree.ts'
import { cliOfTests } from '../built-cli.ts'

// The window plans and reads in workers, unit by unit in any order, the command line on its own thread
// and reads ahead: what they say of the same files may not differ.

const cli = cliOfTests()
const { root, at: inRoot } = writtenTree()
/** Written here, and opened where a file system stands that no other test writes to. */
const at = (path: string) => inRoot(`written/${path}`)
const opened = (path: string) => inRoot(`opened/${path}`)
const SAMPLE = 'sample'
const [OUT, BACK] = [2, 3].map((n) => UUID.replace(/1$/, `${n}`)) as [string, string]
let windowProgram: string
let endNasty: () => void

beforeAll(async () => {
  windowProgram = await buildProgram('window-report.ts')
  for (const path of ['opened', 'written', `written/${SAMPLE}`]) mkdirSync(inRoot(path))
  writeSampleNode(at(SAMPLE))
  for (const name of ['a', 'b', 'shared', 'linked']) new SmallNode(at(name))
  // Instances behind symlinks: into what may be opened beside, and out of the root and back into it.
  symlinkSync(opened(`shared/${INSTANCES}/${UUID}`), at(`linked/${INSTANCES}/${OUT}`))
  symlinkSync(`../../../../../linked/${INSTANCES}/${UUID}`, at(`linked/${INSTANCES}/${BACK}`))
  mkdirSync(at('images'))
  qemuImg(at('images'), 'create', '-q', '-f', 'raw', 'base', '1M')
  for (const name of ['one', 'two']) {
    qemuImg(at('images'), 'create', '-q', '-f', 'qcow2', '-F', 'raw', '-b', 'base', name)
  }
  mkdirSync(at('nasty'))
  const server = await makeNastyTree(at('nasty'))
  endNasty = () => server.close()
  // What is as new as the scan itself may have changed since.
  execFileSync('find', [root, '-exec', 'touch', '-h', '-d', '40 days ago', '{}', '+'])
}, 120_000)

afterAll(() => endNasty())

const MOUNTED = `mount -t tmpfs none opened && cp -a written/. opened
for host in a b; do mount --bind opened/shared/$1 opened/$host/$1; done
shift; exec "$@"`

/** What a program prints where the hosts `a` and `b` have one folder mounted as their instances_path. */
function mounted(program: string, ...args: readonly string[]): unknown {
  const command = [INSTANCES, process.execPath, program, ...args]
  const unshare = ['--map-root-user', '--mount', 'sh', '-ec', MOUNTED, 'sh', ...command]
  const options = { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 } as const
  return JSON.parse(execFileSync('unshare', unshare, options), steady)
}

/** By which program, and when. */
const PASSING = new Set(['generator', 'createdAt', 'startedAt', 'finishedAt', 'age'])

function steady(key: string, value: unknown): unknown {
  return PASSING.has(key) ? undefined : value
}

test.each([
  ['a node', [SAMPLE]],
  ['an instances_path', [`${SAMPLE}/${INSTANCES}`]],
  ['parts of a node', [`${SAMPLE}/${INSTANCES}`, `${SAMPLE}/etc/nova`, `${SAMPLE}/${STORE}`]],
  ['a node and an image beside it', [SAMPLE, 'images/base']],
  ['a folder of images', ['images']],
  ['all that a reader may stumble over', ['nasty']],
  ['several nodes', [SAMPLE, 'shared']],
  ['instances behind symlinks', ['linked']],
  ['instances behind symlinks into what was opened too', ['linked', 'shared']],
  ['two hosts that have one instances_path', ['a', 'b']],
  ['two hosts that have one instances_path, and that itself', ['a', 'b', `shared/${INSTANCES}`]],
])('of %s the window reports what the command line does', (_, paths) => {
  const own = paths.map(opened)
  expect(mounted(windowProgram, ...own)).toEqual(mounted(cli.path, 'scan', '-f', 'json', ...own))
})
