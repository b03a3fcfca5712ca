import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { qemuImg } from '../../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  FOLDER,
  INSTANCES,
  SmallNode,
  UUID,
} from '../../../helpers/trees/small-node.ts'
import { writtenTree } from '../../../helpers/trees/written-tree.ts'
import { cliOfTests } from '../built-cli.ts'

// A header of some MB names any size up to 2^61, and a number tells bytes up to 2^53: two of these have
// no sum that it tells.
const HUGE = 2 ** 53 - 512

const cli = cliOfTests()

function make(path: string): void {
  const options = ['-o', 'cluster_size=2M', path, String(HUGE)]
  qemuImg('/', 'create', '-q', '-f', 'qcow2', ...options)
}

/** A report with a number that is not exact is refused by its own schema. */
function reportOf(path: string): NodeReport {
  return nodeReportSchema.parse(JSON.parse(cli.run(['scan', '-f', 'json', path]).stdout))
}

test('of images that have no exact sum together, what does not fit counts as unknown', () => {
  const { root, at } = writtenTree()
  for (const name of ['one', 'two']) make(at(name))
  const { totals, images } = reportOf(root)
  expect(images.map(({ virtualBytes }) => virtualBytes)).toEqual([HUGE, HUGE])
  expect(totals).toMatchObject({ images: 2, imageVirtualBytes: HUGE, imagesOfUnknownSize: 1 })
})

test('of disks likewise, of one instance and of several, with what they may grow by and what Nova sums', () => {
  const { root } = writtenTree()
  const node = new SmallNode(root)
  const other = `${INSTANCES}/${UUID.replace(/1$/, '2')}`
  mkdirSync(node.path(other))
  const disks = [DISK, `${FOLDER}/disk.eph0`, `${other}/disk`]
  for (const disk of disks) make(node.path(disk))
  node.domain({ disk: 'qcow2', 'disk.eph0': 'qcow2' })
  const { totals, instances, growth, nova } = reportOf(root)
  expect(totals).toMatchObject({ disks: 3, virtualBytes: HUGE, disksOfUnknownSize: 2 })
  expect(totals.overCommittedBytes).toBeLessThan(HUGE)
  expect(instances).toMatchObject([
    { virtualBytes: HUGE, disksOfUnknownSize: 1 },
    { virtualBytes: HUGE, disksOfUnknownSize: 0 },
  ])
  expect(growth).toMatchObject({ needBytes: totals.overCommittedBytes, unknownDisks: 2 })
  expect(nova).toMatchObject({ diskAvailableLeastBytes: null, unknown: 'incomplete' })
})

test('a disk that no number counts keeps its base, and is larger than its file system; qemu-img opens it', () => {
  const { root } = writtenTree()
  const node = new SmallNode(root)
  const backing = ['-u', '-b', `/${BASE}`, '-F', 'raw', '-o', 'cluster_size=2M']
  qemuImg(root, 'create', '-q', '-f', 'qcow2', ...backing, DISK, String(2n ** 56n))
  node.domain({ disk: 'qcow2' })
  const { bases, findings, instances, totals } = reportOf(root)
  const [disk] = instances.flatMap(({ disks }) => disks)
  expect(disk).toMatchObject({ base: BASE, chain: 'complete', virtualBytes: null })
  expect(disk?.unknown).toEqual({ virtual: 'too-large', allocated: null, sizes: null })
  expect(totals).toMatchObject({ disks: 1, virtualBytes: 0, disksOfUnknownSize: 1 })
  expect(bases.map(({ path }) => path)).toEqual([BASE])
  expect(findings.map(({ code }) => code)).toEqual(['disk-larger-than-file-system'])
  const { stdout } = cli.run(['scan', root])
  expect(stdout).toContain('"-" because a disk of 8 PiB or more is not counted')
  expect(stdout).not.toContain('qemu-img does not open')
  expect(cli.run(['detect', node.path(DISK)]).stdout).not.toContain('cannot open')
})

test('a file that is longer than a number tells is one that could not be read, and no damaged image', () => {
  const { root, at } = writtenTree()
  const script = `mount -t tmpfs none "$1"; cd "$1"
    truncate -s ${2n ** 53n + 1n} over; truncate -s ${2n ** 63n - 1n} most; truncate -s 1M small
    "$2" "$3" scan -f json "$1" || true`
  mkdirSync(at('opened'))
  const command = ['-ec', script, 'sh', at('opened'), process.execPath, cli.path]
  const unshare = ['--map-root-user', '--mount', 'sh', ...command]
  const printed = execFileSync('unshare', unshare, { cwd: root, encoding: 'utf8', stdio: 'pipe' })
  const { findings } = nodeReportSchema.parse(JSON.parse(printed))
  expect(findings.map(({ code, path, evidence }) => [code, path, evidence['errno']])).toEqual([
    ['unreadable', 'most', 'EOVERFLOW'],
    ['unreadable', 'over', 'EOVERFLOW'],
  ])
})
