import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { SmallNode } from '../../helpers/trees/small-node.ts'
import { cliOfTests } from './built-cli.ts'

const folder = temporaryFolder()
const preload = join(folder, 'signal.cjs')
const cli = cliOfTests()
let node: string

beforeAll(() => {
  node = join(folder, 'node')
  mkdirSync(node)
  new SmallNode(node)
})

/** Has the process send itself a real signal as it calls a function of Node's for what `when` is true of. */
function signalAt(call: string, when: string, signal: string): void {
  writeFileSync(
    preload,
    `
const fs = require('node:fs')
const { ${call} } = fs
fs.${call} = (...args) => {
  if (${when}) process.kill(process.pid, '${signal}')
  return ${call}(...args)
}`,
  )
}

function run(...args: readonly string[]) {
  const command = ['-r', preload, cli.path, ...args]
  return spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' })
}

describe.each(['SIGINT', 'SIGTERM'])('%s ends at once', (signal) => {
  test.each(['info', 'detect'])('%s, whose work lets nobody hear of it', (command) => {
    const [image] = readdirSync(join(node, 'var/lib/glance/images'))
    signalAt('openSync', `String(args[0]).endsWith('${image}')`, signal)
    const found = run(command, join(node, 'var/lib/glance/images', image ?? ''))
    expect(found).toMatchObject({ status: null, signal, stdout: '' })
  })

  test.each([
    ['scan', ['scan', '-f', 'csv-images']],
    ['plan', ['plan']],
  ])('%s, as soon as all is read', (_, command) => {
    signalAt('writeSync', 'args[0] === 1', signal)
    expect(run(...command, node)).toMatchObject({ status: null, signal, stdout: '' })
  })
})

test('a report that is being written is given up, and nothing of it stays', () => {
  const output = join(folder, 'out/report.json')
  mkdirSync(join(folder, 'out'))
  writeFileSync(
    preload,
    `
const fs = require('node:fs')
const { open } = fs.promises
fs.promises.open = async (...args) => {
  process.kill(process.pid, 'SIGTERM')
  await new Promise((done) => setTimeout(done, 0))
  return open(...args)
}`,
  )
  const { status, stderr } = run('scan', '-f', 'json', '-o', output, node)
  expect([status, stderr]).toEqual([1, `cowscope: ${output}: stopped; nothing was written\n`])
  expect(existsSync(output)).toBe(false)
  expect(readdirSync(join(folder, 'out'))).toEqual([])
})

test('so is one that is waiting for the disk: the report before it stays', () => {
  const output = join(folder, 'before/report.json')
  mkdirSync(join(folder, 'before'))
  writeFileSync(output, 'before')
  writeFileSync(
    preload,
    `
const fs = require('node:fs')
const { open } = fs.promises
fs.promises.open = async (...args) => {
  const file = await open(...args)
  const { sync } = file
  file.sync = async () => {
    const heard = new Promise((done) => process.once('SIGTERM', done))
    process.kill(process.pid, 'SIGTERM')
    await heard
    return sync.call(file)
  }
  return file
}`,
  )
  const { status, stderr } = run('scan', '-f', 'json', '-o', output, node)
  expect([status, stderr]).toEqual([1, `cowscope: ${output}: stopped; nothing was written\n`])
  expect(readFileSync(output, 'utf8')).toBe('before')
  expect(readdirSync(join(folder, 'before'))).toEqual(['report.json'])
})
