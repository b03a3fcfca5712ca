import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
/** More than are looked at one by one, and before all others by name. */
const IMAGES = Array.from({ length: 40 }, (_, at) => `a-disk-${String(at).padStart(2, '0')}`)
const OTHERS = ['fifo', 'folder', 'link', 'link-to-fifo', 'link-to-nowhere', 'nowhere', 'z-disk']

beforeAll(() => {
  for (const name of [...IMAGES, 'z-disk']) {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', name, '1M')
  }
  execFileSync('mkfifo', [join(folder, 'fifo')])
  mkdirSync(join(folder, 'folder'))
  symlinkSync('a-disk-39', join(folder, 'link'))
  symlinkSync('fifo', join(folder, 'link-to-fifo'))
  symlinkSync('nowhere', join(folder, 'link-to-nowhere'))
}, 120_000)

function alone(cwd: string, name: string) {
  const { stdout, stderr } = cli.run(['info', '--output', 'json', name], { cwd })
  return { infos: stdout === '' ? [] : [JSON.parse(stdout)], stderr }
}

test.each([
  ['', '.'],
  ['', 'folder'],
  ['/', '.'],
])('of all images of a folder says of each what it says of it alone (%s, in %s)', (from, at) => {
  const cwd = join(folder, at)
  const place = from === '/' ? `${folder}/` : at === '.' ? '' : '../'
  const names = [...IMAGES, ...OTHERS].map((name) => `${place}${name}`)
  const { status, stdout, stderr } = cli.run(['info', '--output', 'json', ...names], { cwd })
  const others = OTHERS.map((name) => alone(cwd, `${place}${name}`))
  expect(status).toBe(1)
  expect(stderr).toBe(others.map((other) => other.stderr).join(''))
  const infos = JSON.parse(stdout) as readonly unknown[]
  expect(infos.slice(IMAGES.length)).toEqual(others.flatMap((other) => other.infos))
  expect(infos[39]).toEqual(alone(cwd, `${place}${IMAGES[39]}`).infos[0])
})

test('opens no FIFO whose name a list shows for one that is not UTF-8', () => {
  execFileSync('sh', ['-c', `printf x > "$(printf 'raw\\377name')"`], { cwd: folder })
  execFileSync('mkfifo', [join(folder, 'raw\uFFFDname')])
  const script = 'exec "$0" "$1" info a-disk-* raw*'
  const run = spawnSync('sh', ['-c', script, process.execPath, cli.path], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(run.status).toBe(1)
  expect(run.stdout.match(/^image: /gm)).toHaveLength(IMAGES.length + 1)
  expect(run.stderr).toMatch(/^cowscope: raw.name: it is a FIFO, which is never opened\n$/)
})
