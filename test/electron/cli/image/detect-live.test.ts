import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
const preload = join(folder, 'meanwhile.cjs')

/** Where qemu-img puts the L1 table. */
const L1 = 0x30000

/** A guest writes where it never wrote, by QEMU itself, before the L1 table is read for the `LOOK`th time. */
writeFileSync(
  preload,
  `
const fs = require('node:fs')
const { spawnSync } = require('node:child_process')
const { readSync } = fs
let looks = Number(process.env.LOOK)
fs.readSync = (...args) => {
  if (args[4] === ${L1} && --looks === 0) {
    const write = ['-f', 'qcow2', '-c', 'write -P 9 700M 4M', 'live']
    if (spawnSync('qemu-io', write).status !== 0) throw new Error('qemu-io did not write')
  }
  return readSync(...args)
}`,
)

beforeEach(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'live', '1G')
  qemuIo(join(folder, 'live'), ['write -P 7 0 1M'])
})

/** Runs a command while the guest writes. All but detect read the table first to tell a change by it. */
function meanwhile(...args: readonly string[]) {
  const command = ['-r', preload, cli.path, ...args]
  const env = { ...process.env, LOOK: args[0] === 'detect' ? '1' : '2' }
  return spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8', env })
}

describe('a sound image that grows while it is read', () => {
  test('is not called cut by detect, which says that it changed', () => {
    const { status, stdout, stderr } = meanwhile('detect', '--output', 'json', 'live')
    const { state, checks, changed } = JSON.parse(stdout)
    expect({ status, state, changed }).toEqual({ status: 1, state: 'safe', changed: true })
    expect(checks).toContainEqual({ code: 'truncated', state: 'pass', params: {} })
    expect(stderr).toBe(
      'cowscope: live: changed while reading; the result may not be of one moment\n',
    )
  })

  test.each([['map'], ['measure', '-O', 'qcow2'], ['check']])(
    'is not called cut by %s either',
    (...args) => {
      const { status, stderr } = meanwhile(...args, 'live')
      expect([status, stderr]).toEqual([1, expect.stringContaining('live: changed while reading')])
      expect(stderr).not.toMatch(/cut|ends? before|below the end|ends by/)
    },
  )

  test.each([['measure', '-O', 'qcow2'], ['check']])('has a mark in the JSON of %s', (...args) => {
    const { stdout } = meanwhile(...args, '--output', 'json', 'live')
    expect(JSON.parse(stdout)).toMatchObject({ changed: true })
  })

  test('and one that nobody writes to has none', () => {
    for (const args of [['detect'], ['check'], ['measure', '-O', 'qcow2']]) {
      const { status, stdout, stderr } = cli.run([...args, '--output', 'json', 'live'], {
        cwd: folder,
      })
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
      expect(JSON.parse(stdout)).not.toHaveProperty('changed')
    }
  })
})
