import { spawnSync } from 'node:child_process'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const results = temporaryFolder()
const preload = join(folder, 'grow.cjs')
const cli = cliOfTests()

/** Has a guest write, by QEMU itself, as soon as the draft of the export is there. */
const GROW = `
const fs = require('node:fs')
const { spawnSync } = require('node:child_process')
const { openSync } = fs
fs.openSync = (path, ...rest) => {
  if (String(path).includes('/.live')) {
    const write = ['-f', 'qcow2', '-c', 'write -P 9 700M 4M', 'live.qcow2']
    if (spawnSync('qemu-io', write).status !== 0) throw new Error('qemu-io did not write')
  }
  return openSync(path, ...rest)
}`

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'live.qcow2', '1G')
  qemuIo(join(folder, 'live.qcow2'), ['write -P 7 0 1M', 'write -P 7 690M 1M'])
  writeFileSync(preload, GROW)
}, 120_000)

test('an image that grows while it is exported is not called cut, and no zeros are advised', () => {
  const target = join(results, 'live.raw')
  const command = ['-r', preload, cli.path, 'export', 'live.qcow2', '-o', target]
  const options = { cwd: folder, encoding: 'utf8' } as const
  const { status, stderr } = spawnSync(process.execPath, command, options)
  expect(status).toBe(1)
  expect(stderr).toContain('live.qcow2: it grew while it was read; ')
  expect(stderr).toContain('nothing was written; export it while nothing writes to it')
  expect(stderr).not.toMatch(/--salvage|file ends/)
  expect(readdirSync(results)).toEqual([])
  expect(qemuImg(folder, 'check', 'live.qcow2')).toContain('No errors')
})
