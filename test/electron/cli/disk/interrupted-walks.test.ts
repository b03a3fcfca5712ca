import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import type { CommandContext } from '../../../../electron/cli/commands/command.ts'
import { runMap } from '../../../../electron/cli/disk/run-map.ts'
import { runMeasure } from '../../../../electron/cli/measure/run-measure.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const image = join(folder, 'patched.qcow2')
const CLUSTER = 65_536
const SIZE = 2 ** 36
const ZERO_CLUSTER = 1n

beforeAll(() => {
  const options = 'preallocation=metadata'
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', '-o', options, image, `${SIZE}`)
  zeroEverySecond()
}, 120_000)

/** A million extents: every second cluster reads as zeros. */
function zeroEverySecond(): void {
  const file = openSync(image, 'r+')
  const header = Buffer.alloc(48)
  readSync(file, header, 0, header.length, 0)
  const l1 = Buffer.alloc((SIZE / CLUSTER / (CLUSTER / 8)) * 8)
  readSync(file, l1, 0, l1.length, Number(header.readBigUInt64BE(40)))
  const table = Buffer.alloc(CLUSTER)
  for (let at = 0; at < l1.length; at += 8) {
    const offset = Number(l1.readBigUInt64BE(at) & 0x00ff_ffff_ffff_fe00n)
    readSync(file, table, 0, CLUSTER, offset)
    for (let entry = 0; entry < CLUSTER; entry += 16) table.writeBigUInt64BE(ZERO_CLUSTER, entry)
    writeSync(file, table, 0, CLUSTER, offset)
  }
  closeSync(file)
}

interface Outcome {
  readonly status: number
  readonly lines: number
}

/** Runs a command and, where asked, interrupts it as a signal does: when the event loop turns. */
async function outcome(
  run: (context: CommandContext) => Promise<number>,
  interrupt: boolean,
  readsAll = true,
): Promise<Outcome> {
  let lines = 0
  let interrupted = false
  if (interrupt) setImmediate(() => (interrupted = true))
  const context: CommandContext = {
    terminal: {
      out: (text) => {
        lines += text.split('\n').length - 1
        return readsAll
      },
      complain: () => {},
      status: undefined,
    },
    version: '0',
    interrupted: () => interrupted,
    hearing: (work) => work(),
    finish: () => {},
  }
  return { status: await run(context), lines }
}

const COMMANDS = [
  [
    'map',
    1_048_576,
    (to: CommandContext) => runMap(image, { output: 'json', startOffset: '0' }, to),
  ],
  [
    'measure',
    3,
    (to: CommandContext) => runMeasure(image, { output: 'human', targetFormat: 'qcow2' }, to),
  ],
] as const

test.each(COMMANDS)('%s of a million extents ends when it is interrupted', async (_, all, run) => {
  const { status, lines } = await outcome(run, true)
  expect(status).toBe(1)
  expect(lines).toBeLessThan(all / 2)
})

test.each(COMMANDS)('%s of a million extents is whole otherwise', async (_, all, run) => {
  expect(await outcome(run, false)).toEqual({ status: 0, lines: all })
})

test('a map is made no further than its reader stays', async () => {
  const [[, all, map]] = COMMANDS
  const { status, lines } = await outcome(map, false, false)
  expect(status).toBe(0)
  expect(lines).toBeLessThan(all / 100)
})
