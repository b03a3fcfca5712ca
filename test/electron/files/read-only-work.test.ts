import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { qemuImg, qemuIo } from '../../helpers/images/disk-images.ts'
import { temporaryFolder } from '../../helpers/programs/qemu-img.ts'
import { callsUnder, changes, straceNode, type TracedRun } from '../../helpers/programs/strace.ts'
import { buildProgram } from '../../helpers/scan/scan-child.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder, name)
let before: readonly string[]
let program: string
let run: TracedRun

beforeAll(async () => {
  writeFileSync(at('base.raw'), Buffer.alloc(1024 ** 2))
  qemuImg('create', '-q', '-f', 'qcow2', '-b', 'base.raw', '-F', 'raw', at('disk'), '2M')
  qemuIo(at('disk'), ['write -P 1 0 64k', 'write -c -P 2 64k 64k'])
  qemuImg('snapshot', '-c', 'one', at('disk'))
  program = await buildProgram('work-program.ts')
  before = stateOf()
  run = straceNode([program, folder, 'disk'])
})

function stateOf(): readonly string[] {
  return readdirSync(folder).map((name) => {
    const { atimeMs, atime, ...stats } = lstatSync(at(name))
    const hash = createHash('sha256')
      .update(readFileSync(at(name)))
      .digest('hex')
    return JSON.stringify([name, stats, hash])
  })
}

describe('check, snapshot space, map and search for zeros, as the kernel sees them', () => {
  test('are done, and read the image and its base', () => {
    expect(run.stdout).toBe('worked worked mapped mapped')
    const opened = callsUnder(run.calls, folder).filter((call) => call.includes('openat('))
    for (const name of ['disk', 'base.raw']) {
      expect(opened.some((call) => call.includes(`"${at(name)}"`))).toBe(true)
    }
  })

  test('open nothing for writing, and leave every file as it was', () => {
    expect(changes(callsUnder(run.calls, folder))).toEqual([])
    expect(stateOf()).toEqual(before)
  })
})
