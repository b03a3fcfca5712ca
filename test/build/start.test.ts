import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../build/setup/places.mjs'
import { qemuImg } from '../helpers/programs/qemu-img.ts'

const uuid = '8d1f4cc8-f449-4feb-b721-49111e63c410'
const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cowscope-start-'))
beforeAll(() => {
  mkdirSync(join(folder, 'instances', uuid), { recursive: true })
  mkdirSync(join(folder, 'store'))
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', join('instances', uuid, 'disk'), '3G')
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'store/image.qcow2', '5G')
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Started {
  readonly code: number | null
  readonly stdout: string
  /** Both streams: what a person sees. */
  readonly seen: string
}

/** `npm start -- PATH…` as it is typed in `folder`, where `display` is all there is to show it on. */
function start(
  paths: readonly string[],
  display = '',
  more: Readonly<Record<string, string>> = {},
): Started {
  const args = ['--prefix', projectRoot, 'start', '--silent', '--', ...paths]
  const { DISPLAY: _, WAYLAND_DISPLAY: _wayland, INIT_CWD: _cwd, ...env } = process.env
  const { status, stdout, stderr, error } = spawnSync('npm', args, {
    cwd: folder,
    env: { ...env, ...(display !== '' && { DISPLAY: display }), ...more },
    encoding: 'utf8',
  })
  if (error !== undefined) throw error
  const seen = stdout + stderr
  expect(seen).not.toMatch(/^\s+at .*:\d+/m)
  return { code: status, stdout, seen }
}

describe('npm start without a display', () => {
  test('says so, reports the sample node, and tells how to get a window', () => {
    const { code, stdout, seen } = start([])
    expect(code).toBe(0)
    expect(seen).toContain(
      'there is no display, so here is the report on a generated sample node instead of the window',
    )
    expect(stdout).toContain('78 disks')
    expect(stdout).toContain('worker-01')
    expect(seen).toMatch(/for the window: .*ssh -X.*DISPLAY.*xvfb-run npm start/)
  })

  test.each([
    ['a node', 'instances', uuid],
    ['a folder of images', 'store', 'image.qcow2'],
    ['an image', 'store/image.qcow2', '5.00 GiB'],
  ])('reports %s that is named relative to where it was typed', (_, path, expected) => {
    const { code, stdout, seen } = start([path])
    expect(code).toBe(0)
    expect(seen).toContain('there is no display, so here is the report instead of the window')
    expect(stdout).toContain(expected)
  })

  test.each([
    ['nothing-here', 'nothing-here: it does not exist'],
    ['store/image.qcow2/x', 'store/image.qcow2/x: a part of the path is no folder'],
    ['/dev/null', '/dev/null: it is neither a folder nor a file'],
  ])('says of %s alone that it is wrong, and what is expected', (path, sentence) => {
    const { code, seen } = start([path])
    expect(code).toBe(1)
    expect(seen.trim().split('\n')).toEqual([
      `cowscope: ${sentence}`,
      "cowscope: expected: a compute node's root, its instances_path, a folder of images or an image",
    ])
  })

  test('reports what there is beside a path that does not exist', () => {
    const { seen } = start(['nothing-here', 'store'])
    expect(seen).toContain('there is no display, so here is the report instead of the window')
    expect(seen).toContain('nothing-here: it does not exist (ENOENT)')
    expect(seen).toContain('image.qcow2')
  })
})

test('npm start says what becomes of a name that is not UTF-8, and what opens it', () => {
  const script = `exec npm --prefix '${projectRoot}' start --silent -- "$(printf 'image-\\344')"`
  const { DISPLAY: _, WAYLAND_DISPLAY: _wayland, ...env } = process.env
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: folder, env, encoding: 'utf8' })
  expect(stdout + stderr).toMatch(
    /npm does not hand on names that are not UTF-8.*cli\.cjs scan PATH/s,
  )
})

test('npm start with a display that cannot be reached says which, and what else there is', () => {
  const { code, seen } = start([], ':987')
  expect(code).not.toBe(0)
  expect(seen).toContain('Can the display :987 be reached?')
  expect(seen).toContain('Unset DISPLAY for the report on the terminal')
})

test('npm start says nothing of the display where the window has said why there is none', () => {
  const own = { XDG_CONFIG_HOME: '/dev/null/.config', TMPDIR: '/nowhere' }
  const { code, seen } = start([], ':987', own)
  expect(code).toBe(1)
  expect(seen).toMatch(/^cowscope: there is no window: ENOENT/m)
  expect(seen).not.toMatch(/display|exit code/)
})
