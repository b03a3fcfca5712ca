import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { commandLineOf } from '../../electron/command-line.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'
import { cliOfTests } from './cli/built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()

/** What a shell that somebody pastes it into prints. */
function runs(commandLine: string | undefined): string {
  const { stdout, stderr } = spawnSync('sh', ['-c', `${commandLine} --version`], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout + stderr
}

const VERSION = /^\d+\.\d+\.\d+\n$/

test('of a checkout the command line is what the build leaves there', () => {
  const out = join(folder, "a check'out/out")
  mkdirSync(out, { recursive: true })
  cpSync(dirname(cli.path), out, { recursive: true })
  // Also where it is started from the terminal of an AppImage, which has it say so to all.
  for (const appDir of [undefined, '/tmp/.mount_other']) {
    const found = commandLineOf({ out: join(out, 'main'), resources: undefined, appDir })
    expect(runs(found)).toMatch(VERSION)
  }
})

test('of a deb or rpm it is beside the archive, with all that it needs', () => {
  const config = readFileSync(resolve('build/electron-builder.yml'), 'utf8')
  const [, from, to, list = ''] =
    /extraResources:\n {2}- from: (\S+)\n {4}to: (\S+)\n {4}filter:\n((?: {6}- .*\n)+)/.exec(
      config,
    ) ?? []
  expect([from, to]).toEqual(['out', 'cli'])
  const packed = [...list.matchAll(/- (\S+)/g)].map(([, pattern = '']) => pattern)
  expect(packed).toEqual(['cli.cjs', 'cli/**'])
  const resources = join(folder, 'resources')
  for (const name of ['cli.cjs', 'cli']) {
    cpSync(join(dirname(cli.path), name), join(resources, `cli/${name}`), { recursive: true })
  }
  const out = join(resources, 'app.asar/out/main')
  for (const appDir of [undefined, '', '/tmp/.mount_other', join(folder, 'res')]) {
    expect(runs(commandLineOf({ out, resources, appDir }))).toMatch(VERSION)
  }
})

test('of an AppImage there is none: what is in it is there only while it runs', () => {
  const resources = '/tmp/.mount_x/resources'
  const mounted = { out: `${resources}/app.asar/out/main`, resources }
  for (const appDir of ['/tmp/.mount_x', '/tmp/.mount_x/']) {
    expect(commandLineOf({ ...mounted, appDir })).toBeUndefined()
  }
})
