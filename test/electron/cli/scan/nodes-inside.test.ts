import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { BASE, DISK, SmallNode } from '../../../helpers/trees/small-node.ts'
import { severalPlaces } from './several-places.ts'

const { a, b, cli, folder, images, report } = severalPlaces()

test('a folder above of compute nodes names them in its report, and how instances are seen', () => {
  const [, title, ...paths] = cli.run(['scan', folder]).stdout.split('\n')
  expect(title).toBe(
    '2 compute nodes or instances_paths lie inside, of which every file is read as an image here; to see instances, open one, or several together:',
  )
  expect(paths.slice(0, 2)).toEqual([`  ${a}`, `  ${b}`])
  expect(report([folder]).scan.nodesInside).toEqual(['a', 'b'])
})

test('hosts that share one instances_path are named with it, though their own is a symlink', () => {
  const above = mkdtempSync(join(temporaryFolder(), 'hosts-'))
  for (const host of ['a', 'b']) {
    for (const place of ['etc/nova', 'var/lib/nova'])
      mkdirSync(join(above, host, place), { recursive: true })
    writeFileSync(join(above, host, 'etc/nova/nova.conf'), '[DEFAULT]\n')
    symlinkSync('../../../../shared', join(above, host, 'var/lib/nova/instances'))
  }
  mkdirSync(join(above, 'shared/_base'), { recursive: true })
  expect(report([above]).scan.nodesInside).toEqual(['a', 'b', 'shared'])
  const { stdout } = cli.run(['scan', above])
  expect(stdout).not.toContain('No problems found.')
  expect(stdout).toMatch(/those of a node are told where it is opened\.\n$/)
  const plan = cli.run(['plan', above]).stdout
  expect(plan).toContain('Nothing was planned of this folder.')
  expect(plan).not.toContain('There is nothing to clean up')
})

test('of what holds nothing that is known it is said, and what is; not that there are no problems', () => {
  const empty = mkdtempSync(join(temporaryFolder(), 'empty-'))
  const { stdout } = cli.run(['scan', empty])
  expect(stdout).toMatch(/^Folder .+\nNothing of Nova.+\nWhat is recognised: the root of a compute/)
  expect(stdout).not.toContain('No problems found')
  expect(stdout).toMatch(/^Allocated +\d\S* \w+\nFree /m)
  const known = 'Nothing of Nova, Glance or libvirt was found here, and no image.'
  expect(cli.run(['plan', empty]).stdout).toContain(known)
  expect(report([empty]).scan.recognised).toBe(false)
  expect(report([images]).scan.recognised).toBe(true)
})

test('of the root of a machine without Nova it is said that the rest of it was not read', () => {
  const system = mkdtempSync(join(temporaryFolder(), 'system-'))
  for (const name of ['etc', 'usr', 'var']) mkdirSync(join(system, name))
  copyFileSync(join(images, 'top.qcow2'), join(system, 'top.qcow2'))
  const { stdout } = cli.run(['scan', system])
  expect(stdout).toMatch(/^Folder .+\nThis looks like the root of a machine.+\n.+ may hold images/)
  expect(stdout).not.toMatch(/no image|No problems found/)
  // Nobody looked: what it takes, and how many disks are in it, is not known.
  expect(stdout).toMatch(/^Allocated +-\nFree /m)
  expect(cli.run(['plan', system]).stdout).toContain('Open the folder that they are in')
  expect(report([system]).scan.recognised).toBe(false)
})

test('a folder of images and a node say nothing of it', () => {
  for (const path of [images, a]) {
    expect(report([path]).scan).not.toHaveProperty('nodesInside')
    expect(cli.run(['scan', path]).stdout).not.toContain('inside')
  }
})

test('in a folder above of nodes each disk stands on the base of its own', () => {
  const above = mkdtempSync(join(temporaryFolder(), 'above-'))
  const names = ['compute1', 'compute2'] as const
  for (const name of names) mkdirSync(join(above, name))
  const [, second] = names.map((name) => new SmallNode(join(above, name)))
  second?.make('raw', BASE, '12M')
  const { images, findings } = report([above])
  expect(findings.map(({ code }) => code)).not.toContain('backing-outside')
  const disks = images.filter(({ path }) => path.endsWith(DISK))
  expect(disks.map(({ chain }) => chain)).toEqual(['complete', 'complete'])
  const { stdout } = cli.run(['scan', above])
  expect(stdout).not.toContain('outside of what was opened')
})
