import { describe, expect, test } from 'vitest'
import {
  chromiumSwitches,
  openRequestSchema,
  parseOpenRequest,
  userArguments,
} from '../../../electron/start/argv.ts'

describe('what the command line asks to open', () => {
  test('paths are relative to the folder that the command was given in', () => {
    expect(parseOpenRequest(['node1', '../b.qcow2', '/mnt/c'], '/home/op')).toEqual({
      paths: ['/home/op/node1', '/home/b.qcow2', '/mnt/c'],
    })
  })

  test.each([[['--root', 'node1', 'disk']], [['disk', '--root=node1']]])(
    '%j names the root beside the path',
    (args) => {
      expect(parseOpenRequest(args, '/mnt')).toEqual({ paths: ['/mnt/disk'], root: '/mnt/node1' })
    },
  )

  test("Chromium's switches are not paths, and after -- everything is one", () => {
    const args = ['--no-sandbox', '-v', 'disk', '--', '--root']
    expect(parseOpenRequest(args, '/mnt').paths).toEqual(['/mnt/disk', '/mnt/--root'])
  })

  test("Chromium's switches alone go to another start of the app", () => {
    const args = ['--user-data-dir=/srv/u', '--root', '-d', 'disk', '--no-sandbox', '--', '-v']
    expect(chromiumSwitches(args)).toEqual(['--user-data-dir=/srv/u', '--no-sandbox'])
    expect(parseOpenRequest(args, '/mnt')).toEqual({
      paths: ['/mnt/disk', '/mnt/-v'],
      root: '/mnt/-d',
    })
  })

  test('a --root without a folder is left', () => {
    expect(parseOpenRequest(['disk', '--root'], '/mnt')).toEqual({ paths: ['/mnt/disk'] })
  })
})

describe("the user's own arguments", () => {
  test('unpackaged, they follow the folder of the app', () => {
    const argv = ['/usr/bin/electron', '--no-sandbox', '.', 'node1']
    expect(userArguments(argv, '/src/cowscope', '/src/cowscope')).toEqual(['node1'])
  })

  test('packaged, they follow the executable', () => {
    expect(userArguments(['/opt/cowscope', 'node1'], '/', undefined)).toEqual(['node1'])
  })
})

test('what another instance sends is checked', () => {
  const good = { paths: ['/a'], root: '/b', leftOut: 1_000 }
  expect(openRequestSchema.parse(good)).toEqual(good)
  for (const bad of [undefined, {}, { paths: [1] }, { paths: [''] }, { paths: [], root: 1 }]) {
    expect(openRequestSchema.safeParse(bad).success).toBe(false)
  }
})
