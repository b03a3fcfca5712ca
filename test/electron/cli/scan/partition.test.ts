import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  FOLDER,
  IMAGE,
  STORE,
  smallNode,
} from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const node = smallNode()
const OVERLAY = 'var/lib/libvirt/images/u.qcow2'
const LOWER = 'var/lib/libvirt/images/l.qcow2'

const scanned = (path: string) =>
  nodeReportSchema.parse(JSON.parse(cli.run(['scan', '--format', 'json', node.path(path)]).stdout))

/** The disk of a dead host: its root is on another, and it is mounted somewhere. */
beforeAll(() => {
  mkdirSync(node.path('var/lib/libvirt/images'), { recursive: true })
  node.make('qcow2', LOWER, '8M', '-u', '-F', 'raw', '-b', `/${BASE}`)
  node.make('qcow2', OVERLAY, '8M', '-u', '-F', 'qcow2', '-b', `/${LOWER}`)
  symlinkSync('/run', node.path('var/run'))
  renameSync(node.path('var'), node.path('disk'))
  mkdirSync(node.path('other'))
  node.run('cp', '-a', 'disk/lib', 'other/volume')
})

describe.each([
  ['/var', 'disk', 'lib'],
  ['/var/lib', 'other/volume', ''],
])('what a host mounts at %s, opened alone', (_, opened, above) => {
  const here = (path: string) => join(above, path.slice('var/lib/'.length))

  test('is a node, with its instances, bases, stored images and those of libvirt', () => {
    const { scan, instances, bases, images, findings } = scanned(opened)
    expect(scan).toMatchObject({ kind: 'node', partial: false })
    expect(instances.map(({ path }) => path)).toEqual([here(FOLDER)])
    expect(bases.map(({ path }) => path)).toEqual([here(BASE)])
    expect(images.map(({ path }) => path).sort()).toEqual(
      [here(`${STORE}/${IMAGE}`), here(LOWER), here(OVERLAY)].sort(),
    )
    expect(findings.map(({ code, path }) => [code, path])).toEqual([])
  })

  test('knows its files by the names that the host has for them', () => {
    const { instances, images } = scanned(opened)
    expect(instances[0]?.disks[0]).toMatchObject({ path: here(DISK), chain: 'complete' })
    expect(images.find(({ path }) => path === here(OVERLAY))).toMatchObject({ chain: 'complete' })
  })

  test('adds up to what du says', () => {
    const { scan, totals } = scanned(opened)
    const sums = execFileSync('du', ['-s', '-c', '--block-size=1', ...scan.roots], {
      encoding: 'utf8',
    })
    const [total = ''] = sums.trim().split('\n').at(-1)?.split('\t') ?? []
    expect(totals.allocatedBytes + totals.directoryBytes).toBe(Number(total))
  })
})

/** What one mounts of a node of sunbeam's: all that its snap writes, with its libvirt's XML. */
test.each([
  ['openstack-hypervisor', 'lib/nova/instances'],
  ['microstack', 'lib/instances'],
])('the folder of the snap %s, opened alone, is a node with its instances', (snap, place) => {
  const own = smallNode()
  const [above, instances] = [`var/snap/${snap}/common`, 'var/lib/nova/instances']
  mkdirSync(own.path(join(above, place, '..')), { recursive: true })
  renameSync(own.path(instances), own.path(join(above, place)))
  renameSync(own.path('etc'), own.path(`${above}/etc`))
  const moved = (path: string) => join(above, place, path.slice(instances.length + 1))
  own.run('qemu-img', 'rebase', '-u', '-F', 'raw', '-b', `/${moved(BASE)}`, moved(DISK))
  own.run('sed', '-i', `s:/${instances}:/${above}/${place}:`, `${above}/${DOMAIN}`)
  const { stdout } = cli.run(['scan', '--format', 'json', own.path(above)])
  const report = nodeReportSchema.parse(JSON.parse(stdout))
  expect(report.scan).toMatchObject({ kind: 'node', partial: false })
  expect(report.findings.map(({ code }) => code)).toEqual([])
  expect(report.instances).toMatchObject([{ name: 'web', disks: [{ chain: 'complete' }] }])
  expect(report.bases).toHaveLength(1)
})
