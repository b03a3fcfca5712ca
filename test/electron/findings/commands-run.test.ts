import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { FindingCode } from '../../../shared/findings/codes.ts'
import { findingCommands } from '../../../shared/findings/commands.ts'
import { qcow2Extension } from '../../helpers/images/qcow2-head.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../../helpers/scan/node-view.ts'
import { BASE, DISK, FOLDER, INSTANCES, SmallNode } from '../../helpers/trees/small-node.ts'
import { cliOfTests } from '../cli/built-cli.ts'

/** Every path of such a node has a space, quotes and a newline in it, and what a shell would run. */
const ROOT = 'a b\'c"d\ne $(id) `id` *'
const BACKING_FORMAT = 0xe2792aca
/** What an instance does is asked of services that a test has not, and who has it open may be nobody. */
const ELSEWHERE = /^(?:openstack|virsh|fuser) /
const cli = cliOfTests()

/** The command line by its name, as it is installed. */
const COWSCOPE = 'cowscope() { "$NODE" "$CLI" "$@"; }\n'

interface Case {
  readonly code: FindingCode
  readonly spoil: (made: SmallNode) => void
  /** What the commands print. */
  readonly prints: RegExp
  /** They mend it. */
  readonly mends?: true
}

const cases: readonly Case[] = [
  {
    code: 'backing-format-missing',
    // An extension that nobody knows is passed over.
    spoil: (made) =>
      made.patch(DISK, qcow2Extension(made.path(DISK), BACKING_FORMAT), 0x12, 0x34, 0x56, 0x78),
    prints: /file format: qcow2/,
    mends: true,
  },
  {
    code: 'world-writable',
    spoil: (made) => made.run('chmod', '646', DISK),
    prints: /^$/,
    mends: true,
  },
  {
    // Of a disk that stands on a base, which is not where it is recorded as long as the node is mounted.
    code: 'corrupt',
    spoil: (made) => made.patch(DISK, 79, 2),
    prints: /No errors were found on the image/,
  },
  {
    code: 'internal-snapshots',
    spoil: (made) => {
      made.make('qcow2', DISK, '16M')
      made.run('qemu-img', 'snapshot', '-c', "it's $(id)", DISK)
      made.run('qemu-img', 'rebase', '-u', '-F', 'raw', '-b', `/${BASE}`, DISK)
    },
    prints: /it's \$\(id\)/,
  },
  {
    code: 'overlay-smaller-than-base',
    spoil: (made) => made.overlay(`/${BASE}`, 'raw', '4M'),
    prints: new RegExp(`^image: .*/${BASE}$`, 'm'),
  },
  {
    code: 'chain-too-deep',
    spoil: (made) => {
      made.make('qcow2', `${FOLDER}/one`, '16M', '-u', '-F', 'raw', '-b', `/${BASE}`)
      made.overlay(`/${FOLDER}/one`, 'qcow2')
    },
    prints: new RegExp(`^image: .*/${FOLDER}/one$[^]*^image: .*/${BASE}$`, 'm'),
  },
  {
    code: 'odd-name',
    spoil: (made) => made.write(`${INSTANCES}/_base/a\nb`, 'c'),
    prints: /a\\nb/,
  },
  {
    code: 'format-mismatch',
    spoil: (made) => made.make('raw', DISK, '1M'),
    prints: /qcow2/,
  },
]

test.each(cases)(
  'the commands of $code run as they are written, whatever folder is opened',
  ({ code, spoil, prints, mends }) => {
    const first = temporaryFolder()
    const made = new SmallNode(first)
    spoil(made)
    const root = join(temporaryFolder(), ROOT)
    mkdirSync(root)
    cpSync(first, root, { recursive: true, preserveTimestamps: true })
    const { findings } = viewOfFolder(root)
    const told = findings.find((one) => one.code === code)
    if (told === undefined) throw new Error(`no ${code}: ${findings.map((one) => one.code)}`)
    const lines = findingCommands(told, (path) => join(root, path))
    const here = lines.filter((line) => !ELSEWHERE.test(line))
    const options = {
      encoding: 'utf8',
      env: { ...process.env, NODE: process.execPath, CLI: cli.path },
    } as const
    expect(here).not.toEqual([])
    const runs = here.map((line) => spawnSync('sh', ['-c', COWSCOPE + line], options))
    // An image is checked by itself, and that is said: only its own place is opened.
    const complaints = runs.flatMap(({ stderr }) =>
      stderr.split('\n').filter((line) => line !== ''),
    )
    expect(complaints.filter((line) => !line.endsWith(' below was not looked at'))).toEqual([])
    expect(runs.map(({ status }) => status)).toEqual(here.map(() => 0))
    expect(runs.map(({ stdout }) => stdout).join('')).toMatch(prints)
    const codes = viewOfFolder(root).findings.map((one) => one.code)
    expect(codes.includes(code)).toBe(mends === undefined)
  },
)
