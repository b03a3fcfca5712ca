import { execFileSync, spawnSync } from 'node:child_process'
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
  execFileSync('mkfifo', [fifo])
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

/** A call that opens it to read waits until somebody writes, and keeps a thread of Node's. */
const fifo = join(folder, 'fifo')

/** The same while the draft's bytes go to the disk, of which `disk` is the answer: all of it is written. */
function interruptedInSync(signal: string, disk: string): string {
  return `
const fs = require('node:fs')
const { open } = fs.promises
fs.promises.open = async (path, ...rest) => {
  const file = await open(path, ...rest)
  if (!String(path).includes('/.large')) return file
  const { close } = file
  let isDone
  file.sync = () => {
    fs.writeSync(2, 'to the disk, ')
    process.kill(process.pid, '${signal}')
    isDone = ${disk}
    return isDone
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
  ['answers', 'SIGINT', "new Promise((done) => process.once('SIGINT', done))", [1, null]],
  // It hangs, or has 100 GiB to write: Node would not end before the call has.
  ['does not', 'SIGINT', `open('${fifo}')`, [null, 'SIGINT']],
  ['does not', 'SIGTERM', `open('${fifo}')`, [null, 'SIGTERM']],
])('so does one that is waiting for the disk, where that %s (%s)', (_, name, disk, ends) => {
  const target = join(results, 'large.raw')
  writeFileSync(target, 'mine')
  writeFileSync(preload, interruptedInSync(name, disk))
  const command = ['-r', preload, cli.path, 'export', 'large.qcow2', '-o', target]
  const options = { cwd: folder, encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' } as const
  const { status, signal, stderr } = spawnSync(process.execPath, command, options)
  expect([status, signal]).toEqual(ends)
  expect(stderr).toBe(`to the disk, cowscope: large.qcow2: stopped; ${target} was not written\n`)
  expect(readFileSync(target, 'utf8')).toBe('mine')
  expect(readdirSync(results)).toEqual(['large.raw'])
})
