import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { callsUnder, changes, straceNode, type TracedRun } from '../../helpers/programs/strace.ts'
import { buildScanProgram } from '../../helpers/scan/scan-child.ts'
import { makeNastyTree, SHA1, temporaryFolder, UUIDS } from '../../helpers/trees/nasty-tree.ts'

const [first, second] = UUIDS
const node = temporaryFolder()
const instances = join(node, 'var/lib/nova/instances')
/** `st_mode` without its permission bits, inode(7). */
const REGULAR = 0o10
const DIRECTORY = 0o4
let before: readonly (readonly [string, string])[]
let server: Server
let program: string
let run: TracedRun

// The longest socket path of unix(7) bounds how deep the tree may lie.
beforeAll(async () => {
  for (const path of [instances, join(node, 'etc/nova'), join(node, 'etc/libvirt/qemu')]) {
    mkdirSync(path, { recursive: true })
  }
  server = await makeNastyTree(instances)
  writeFileSync(join(node, 'etc/nova/nova.conf'), '[DEFAULT]\nstate_path=/var/lib/nova\n')
  writeFileSync(join(node, 'etc/libvirt/qemu/a.xml'), '<domain/>')
  program = await buildScanProgram()
  before = stateOf(Buffer.from(node))
  run = straceNode([program, node])
})
afterAll(() => {
  server.close()
  rmSync(node, { recursive: true })
})

/** All that can be seen of each entry from outside, but for the times of access. */
function stateOf(folder: Buffer): readonly (readonly [string, string])[] {
  return readdirSync(folder, { encoding: 'buffer' }).flatMap((name) => {
    const path = Buffer.concat([folder, Buffer.from('/'), name])
    const { atimeMs, atime, ...stats } = lstatSync(path)
    const content = stats.mode >> 12 === REGULAR && stats.size < 2 ** 20 ? readFileSync(path) : ''
    const hash = createHash('sha256').update(content).digest('hex')
    const own = [path.toString('latin1'), JSON.stringify(stats) + hash] as const
    return stats.mode >> 12 === DIRECTORY ? [own, ...stateOf(path)] : [own]
  })
}

describe('a scan, as the kernel sees it', () => {
  test('reads what it is meant to read', () => {
    expect(run.status).toBe(0)
    const scan = JSON.parse(run.stdout)
    expect(scan).toMatchObject({ layout: { kind: 'node' }, end: { state: 'complete' } })
    const opened = callsUnder(run.calls, node).filter((call) => call.includes('openat('))
    for (const path of [`_base/${SHA1}`, `${first}/disk`, `${first}/disk.eph0`]) {
      expect(opened.some((call) => call.includes(`"${instances}/${path}"`))).toBe(true)
    }
  })

  test('opens nothing under the root for writing, and creates, removes and changes nothing', () => {
    expect(changes(callsUnder(run.calls, node))).toEqual([])
  })

  test('follows no symlink and opens no FIFO, socket or device', () => {
    const opened = callsUnder(run.calls, node).filter((call) => call.includes('openat('))
    for (const path of [
      `${second}/disk`,
      `${second}/console.log`,
      `${first}/out`,
      `${first}/inside`,
    ]) {
      expect(opened.filter((call) => call.includes(`"${instances}/${path}"`))).toEqual([])
    }
    const outside = run.calls.filter((call) => /open(?:at)?\(.*"\/etc\/hostname"/.test(call))
    expect(outside).toEqual([])
    for (const call of opened.filter((found) => !found.includes('O_DIRECTORY'))) {
      expect(call).toMatch(/O_NOFOLLOW/)
    }
  })

  test('leaves every entry as it was, its times of change included', () => {
    expect(before.length).toBeGreaterThan(20)
    expect(stateOf(Buffer.from(node))).toEqual(before)
  })

  test('does not even touch the access time of a file that it may read without', () => {
    const image = join(instances, first, 'disk')
    const opens = callsUnder(run.calls, image).filter((call) => call.includes(`"${image}"`))
    expect(opens.some((call) => call.includes('O_NOATIME'))).toBe(true)
  })
})

test('a program that writes is caught by the same observation', () => {
  const folder = temporaryFolder()
  const script = `const fs = require('node:fs'); const p = ${JSON.stringify(folder)} + '/x';
    fs.writeFileSync(p, 'x'); fs.chmodSync(p, 0o600); fs.utimesSync(p, 1, 1);
    fs.renameSync(p, p + 'y'); fs.unlinkSync(p + 'y'); fs.mkdirSync(p)`
  const found = changes(callsUnder(straceNode(['-e', script]).calls, folder)).join('\n')
  for (const name of ['openat', 'write', 'chmod', 'utimensat', 'rename', 'unlink', 'mkdir']) {
    expect(found).toContain(`${name}(`)
  }
  rmSync(folder, { recursive: true })
})
