import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const results = temporaryFolder()
const cli = cliOfTests()

/** Does something as soon as the draft of the export is there. */
const onDraft = (what: string): string => `
const fs = require('node:fs')
const { spawnSync } = require('node:child_process')
const { open } = fs.promises
fs.promises.open = (path, ...rest) => {
  if (String(path).includes('/.live')) {
    ${what}
  }
  return open(path, ...rest)
}`

/** A guest writes, by QEMU itself. */
const GROW = `
    const write = ['-f', 'qcow2', '-c', 'write -P 9 700M 4M', 'live.qcow2']
    if (spawnSync('qemu-io', write).status !== 0) throw new Error('qemu-io did not write')`

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'live.qcow2', '1G')
  qemuIo(join(folder, 'live.qcow2'), ['write -P 7 0 1M', 'write -P 7 690M 1M'])
}, 120_000)

/** Exports `file`; `meanwhile` is done when the draft is there. */
function exportTo(target: string, file: string, meanwhile: string) {
  const preload = join(folder, 'meanwhile.cjs')
  writeFileSync(preload, onDraft(meanwhile))
  const command = ['-r', preload, cli.path, 'export', file, '-o', target]
  return spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
}

test('an image that grows while it is exported is copied with what was added, and said to have changed', () => {
  const target = join(results, 'live.raw')
  const { status, stderr } = exportTo(target, 'live.qcow2', GROW)
  expect([status, stderr]).toEqual([
    1,
    expect.stringContaining('live.qcow2: changed while reading'),
  ])
  expect(stderr).not.toMatch(/--salvage|file ends|it grew/)
  const compare = ['compare', '-f', 'raw', '-F', 'qcow2', target, 'live.qcow2']
  expect(qemuImg(folder, ...compare)).toContain('identical')
  expect(qemuImg(folder, 'check', 'live.qcow2')).toContain('No errors')
  rmSync(target)
})

test('an image of which all is not there yet, as while it is copied, gives no copy, and no zeros are advised', () => {
  const whole = readFileSync(join(folder, 'live.qcow2'))
  writeFileSync(join(folder, 'coming.qcow2'), whole.subarray(0, 1 << 20))
  const target = join(results, 'live-coming.raw')
  const more = "fs.appendFileSync('coming.qcow2', Buffer.alloc(65536))"
  const { status, stderr } = exportTo(target, 'coming.qcow2', more)
  expect(status).toBe(1)
  expect(stderr).toContain('coming.qcow2: it grew while it was read; ')
  expect(stderr).toContain('nothing was written; export it while nothing writes to it')
  expect(stderr).not.toMatch(/--salvage|file ends/)
  expect(readdirSync(results)).toEqual([])
})

test('an image that is cut while it is exported gives no copy, with zeros for what it had', () => {
  copyFileSync(join(folder, 'live.qcow2'), join(folder, 'shorter.qcow2'))
  const target = join(results, 'live-cut.raw')
  const cut = "fs.truncateSync('shorter.qcow2', 1 << 20)"
  const { status, stderr } = exportTo(target, 'shorter.qcow2', cut)
  expect(status).toBe(1)
  expect(stderr).toContain('shorter.qcow2: the file was cut while it was read\n')
  expect(stderr).toContain('nothing was written; --salvage writes it')
  expect(readdirSync(results)).toEqual([])
})

test('a base that is cut while its overlay is exported is what was cut', () => {
  copyFileSync(join(folder, 'live.qcow2'), join(folder, 'base.qcow2'))
  const below = ['-b', 'base.qcow2', '-F', 'qcow2']
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', ...below, 'over.qcow2')
  const cut = "fs.truncateSync('base.qcow2', 1 << 20)"
  const { status, stderr } = exportTo(join(results, 'live-over.raw'), 'over.qcow2', cut)
  expect(status).toBe(1)
  expect(stderr).toMatch(/^cowscope: over\.qcow2: \/.*\/base\.qcow2 was cut while it was read$/m)
  expect(readdirSync(results)).toEqual([])
})

test('an image in whose place a shorter one comes is copied as it was when it was opened', () => {
  copyFileSync(join(folder, 'live.qcow2'), join(folder, 'before.qcow2'))
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'short.qcow2', '1M')
  const target = join(results, 'live-before.raw')
  const replace = "fs.renameSync('short.qcow2', 'before.qcow2')"
  const { status, stderr } = exportTo(target, 'before.qcow2', replace)
  expect([status, stderr]).toEqual([1, expect.stringContaining('changed while reading')])
  const compare = ['compare', '-f', 'raw', '-F', 'qcow2', target, join(folder, 'live.qcow2')]
  expect(qemuImg(folder, ...compare)).toContain('identical')
  rmSync(target)
})

test('what happens to the output at the end is said of the output', () => {
  const target = join(results, 'live-taken.raw')
  const { status, stderr } = exportTo(target, 'live.qcow2', `fs.mkdirSync('${target}')`)
  expect(status).toBe(1)
  expect(stderr).toContain(`${target}: it is a folder (EISDIR)`)
  expect(stderr).not.toContain('live.qcow2')
  expect(readdirSync(results)).toEqual(['live-taken.raw'])
})
