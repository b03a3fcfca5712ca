import { expect, test } from 'vitest'
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
