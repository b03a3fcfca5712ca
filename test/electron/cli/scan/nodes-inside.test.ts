import { mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { BASE, DISK, SmallNode } from '../../../helpers/trees/small-node.ts'
import { severalPlaces } from './several-places.ts'

const { a, b, cli, folder, images, report } = severalPlaces()

test('a folder above of compute nodes names them in its report, and how instances are seen', () => {
  const [, title, ...paths] = cli.run(['scan', folder]).stdout.split('\n')
  expect(title).toBe(
    '2 compute nodes lie inside, of which every file is read as an image here; to see instances, open:',
  )
  expect(paths.slice(0, 2)).toEqual([`  ${a}`, `  ${b}`])
  expect(report([folder]).scan.nodesInside).toEqual(['a', 'b'])
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
