import { utimesSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { DISK, FOLDER, SmallNode } from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const cli = cliOfTests()
const results = temporaryFolder()
const node = new SmallNode(temporaryFolder())
const argsOf = {
  info: [],
  map: [],
  read: ['--length', '512'],
  export: ['-o', 'out.raw'],
  measure: ['-O', 'raw'],
} as const

function run(command: keyof typeof argsOf, path: string) {
  const asked = [command, ...argsOf[command], '--root', node.root, node.path(path)]
  return cli.run(asked, { cwd: results })
}

beforeAll(() => {
  const below = ['disk', 'disk.snap1', `/${FOLDER}/disk.snap2`]
  for (const [at, on] of below.entries()) {
    const path = `${FOLDER}/disk.snap${at + 1}`
    node.make('qcow2', path, '16M', '-u', '-F', 'qcow2', '-b', on)
    const seconds = Date.UTC(2026, 10, 1 + at) / 1000
    utimesSync(node.path(path), seconds, seconds)
  }
  changeDisk(Date.UTC(2026, 9, 1))
})

function changeDisk(ms: number): void {
  utimesSync(node.path(DISK), ms / 1000, ms / 1000)
}

test.each(['info', 'map', 'read', 'export', 'measure'] as const)(
  '%s says of a disk that snapshots stand on it, the newest first',
  (command) => {
    const { status, stderr } = run(command, DISK)
    expect(status).toBe(0)
    expect(stderr).toContain(
      '3 images stand on this file, so that it is probably not the newest state of the disk: ' +
        'disk.snap3 (changed 2026-11-03T00:00:00Z), disk.snap2 (changed 2026-11-02T00:00:00Z), ' +
        'disk.snap1 (changed 2026-11-01T00:00:00Z)\n',
    )
  },
)

test('nothing of it is said of the uppermost', () => {
  expect(run('export', `${FOLDER}/disk.snap3`)).toMatchObject({ status: 0, stderr: '' })
})

test('what was changed after them is not called an older state', () => {
  changeDisk(Date.UTC(2026, 10, 9))
  const { stderr } = run('export', DISK)
  expect(stderr).toContain('3 images stand on this file, which was changed after that: disk.snap3')
})
