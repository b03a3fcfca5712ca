import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { devNull } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { CommandContext } from '../../../../electron/cli/commands/command.ts'
import { runExport } from '../../../../electron/cli/disk/run-export.ts'
import { runMap } from '../../../../electron/cli/disk/run-map.ts'
import { runRead } from '../../../../electron/cli/disk/run-read.ts'
import { runMeasure } from '../../../../electron/cli/measure/run-measure.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const image = join(folder, 'busy.qcow2')
/** For the guest's bytes, which are not looked at here. */
const nowhere = openSync(devNull, 'w')

afterAll(() => closeSync(nowhere))

beforeEach(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', image, '64M')
  qemuIo(image, ['write -P 1 0 8M'])
})

/** What a command ends with and complains of, when `meanwhile` happens once while it works. */
async function during(
  run: (context: CommandContext) => Promise<number>,
  meanwhile: () => void,
): Promise<[number, string]> {
  let said = ''
  let done = false
  const once = (): boolean => {
    if (!done) meanwhile()
    done = true
    return false
  }
  const context: CommandContext = {
    terminal: { out: once, complain: (text) => (said += `${text}\n`), status: undefined },
    version: '0',
    interrupted: once,
    hearing: (work) => work(),
    finish: () => {},
  }
  return [await run(context), said]
}

const COMMANDS: readonly (readonly [string, (context: CommandContext) => Promise<number>])[] = [
  [
    'map',
    (context) => runMap(image, { output: 'json', startOffset: '0', findZeros: true }, context),
  ],
  ['read', (context) => runRead(image, { offset: '0', length: '64M' }, context, nowhere)],
  ['export', (context) => runExport(image, { output: join(folder, 'out.raw') }, context)],
  [
    'measure',
    (context) =>
      runMeasure(image, { output: 'json', targetFormat: 'qcow2', findZeros: true }, context),
  ],
]

describe('a disk that a guest writes to while it is read', () => {
  test.each(COMMANDS)('%s says that it changed while reading, and ends with 1', async (_, run) => {
    const [status, said] = await during(run, () => qemuIo(image, ['write -P 2 40M 4M']))
    expect(said).toContain('changed while reading')
    expect(status).toBe(1)
  })

  test.each(COMMANDS)('%s notices an entry of L1 that changes in place', async (_, run) => {
    const [status, said] = await during(run, () => {
      const bytes = readFileSync(image)
      const l1 = Number(bytes.readBigUInt64BE(40))
      bytes.writeBigUInt64BE(bytes.readBigUInt64BE(l1) ^ (1n << 63n), l1)
      writeFileSync(image, bytes)
      utimesSync(image, 1, 1)
    })
    expect(said).toContain('changed while reading')
    expect(status).toBe(1)
  })

  test.each(COMMANDS)('%s says nothing of one that stays as it is', async (_, run) => {
    expect(await during(run, () => existsSync(image))).toEqual([0, ''])
  })

  test('one that only grows has changed too', async () => {
    const [, run] = COMMANDS[0] ?? []
    if (run === undefined) throw new Error('no command')
    const [status, said] = await during(run, () => appendFileSync(image, Buffer.alloc(65_536)))
    expect([status, said]).toEqual([1, expect.stringContaining('changed while reading')])
  })
})
