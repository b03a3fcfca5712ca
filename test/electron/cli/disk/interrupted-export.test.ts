import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const results = temporaryFolder()
const preload = join(folder, 'interrupt.cjs')
const cli = cliOfTests()

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'large.qcow2', '512M')
  qemuIo(join(folder, 'large.qcow2'), ['write -P 3 0 512M'])
}, 120_000)

/** Has the process send itself a real signal as soon as its draft is there, and tell that it was. */
function interruptedBy(signal: string): string {
  return `
const fs = require('node:fs')
const { open } = fs.promises
fs.promises.open = async (path, ...rest) => {
  const file = await open(path, ...rest)
  if (String(path).includes('/.large')) {
    fs.writeSync(2, 'a draft, ')
    process.kill(process.pid, '${signal}')
  }
  return file
}`
}

/** The same while the draft's bytes go to the disk, which then takes as long as `disk` says: all of it is written. */
function interruptedInSync(disk: string): string {
  return `
const fs = require('node:fs')
const { open } = fs.promises
fs.promises.open = async (path, ...rest) => {
  const file = await open(path, ...rest)
  if (!String(path).includes('/.large')) return file
  const { sync, close } = file
  const isDone = ${disk}
  file.sync = () => {
    fs.writeSync(2, 'to the disk, ')
    process.kill(process.pid, 'SIGINT')
    return isDone.then(() => sync.call(file))
  }
  // As Node has it, which closes no file that a call is at.
  file.close = () => isDone.then(() => close.call(file))
  return file
}`
}

test.each([
  ['SIGINT', 1, null],
  ['SIGTERM', 1, null],
  // A closed terminal, a lost connection.
  ['SIGHUP', null, 'SIGHUP'],
])('an export that %s interrupts leaves no file, and what had the name before', (name, ...ends) => {
  const target = join(results, 'large.raw')
  writeFileSync(target, 'mine')
  writeFileSync(preload, interruptedBy(name))
  const command = ['-r', preload, cli.path, 'export', 'large.qcow2', '-o', target]
  const options = { cwd: folder, encoding: 'utf8' } as const
  const { status, signal, stderr } = spawnSync(process.execPath, command, options)
  expect([status, signal]).toEqual(ends)
  expect(stderr).toBe(`a draft, cowscope: large.qcow2: stopped; ${target} was not written\n`)
  expect(readFileSync(target, 'utf8')).toBe('mine')
  expect(readdirSync(results)).toEqual(['large.raw'])
})

test.each([
  ['answers', 'Promise.resolve()'],
  // It hangs, or has 100 GiB to write.
  ['does not', 'new Promise(() => setInterval(() => undefined, 1000))'],
])('so does one that is waiting for the disk, where that %s', (_, disk) => {
  const target = join(results, 'large.raw')
  writeFileSync(target, 'mine')
  writeFileSync(preload, interruptedInSync(disk))
  const command = ['-r', preload, cli.path, 'export', 'large.qcow2', '-o', target]
  const options = { cwd: folder, encoding: 'utf8', timeout: 60_000 } as const
  const { status, stderr } = spawnSync(process.execPath, command, options)
  expect(status).toBe(1)
  expect(stderr).toBe(`to the disk, cowscope: large.qcow2: stopped; ${target} was not written\n`)
  expect(readFileSync(target, 'utf8')).toBe('mine')
  expect(readdirSync(results)).toEqual(['large.raw'])
})
