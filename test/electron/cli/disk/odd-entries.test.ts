import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { formatOffset } from '../../../../shared/values/offset.ts'
import { qemuIo } from '../../../helpers/images/disk-images.ts'
import { overlayOn, qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const cli = cliOfTests()
/** The second entry of the L1 table of `odd.qcow2`: reserved bits are set, and no L2 table is named. */
let entry = 0

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'base.qcow2', '1G')
  qemuIo(join(folder, 'base.qcow2'), ['write -P 7 0 2M', 'write -P 8 600M 2M'])
  overlayOn(folder, 'base.qcow2', 'odd.qcow2', '1G', 'qcow2')
  qemuIo(join(folder, 'odd.qcow2'), ['write -P 9 1M 1M', 'write -P 9 601M 1M'])
  entry = l1Of('odd.qcow2') + 8
  patch('odd.qcow2', entry, '80000000000001ff')
  overlayOn(folder, 'odd.qcow2', 'above.qcow2', '1G', 'qcow2')
}, 120_000)

function l1Of(name: string): number {
  return Number(readFileSync(join(folder, name)).readBigUInt64BE(40))
}

function patch(name: string, offset: number, hex: string): void {
  const file = openSync(join(folder, name), 'r+')
  writeSync(file, Buffer.from(hex, 'hex'), 0, 8, offset)
  closeSync(file)
}

function saidOf(name: string): string {
  const what = `L1 entry at offset ${formatOffset(entry)}: expected reserved bits 0, found 0x80000000000001ff`
  return `cowscope: ${name}: ${what}; what it maps is given as QEMU reads it, and may be lost\n`
}

describe('what an entry with reserved bits maps', () => {
  test.each([[[]], [['--salvage']]])(
    'is exported as QEMU has it, which says so and ends with 1: %j',
    (options) => {
      const { status, stderr } = cli.run(['export', ...options, '-o', 'ours.raw', 'odd.qcow2'], {
        cwd: folder,
      })
      expect(stderr).toBe(saidOf('odd.qcow2'))
      expect(status).toBe(1)
      qemuImg(folder, 'convert', '-O', 'raw', 'odd.qcow2', 'theirs.raw')
      const compared = qemuImg(
        folder,
        'compare',
        '-f',
        'raw',
        '-F',
        'raw',
        'ours.raw',
        'theirs.raw',
      )
      expect(compared).toContain('identical')
    },
  )

  test('is told by the name of its image below others', () => {
    const { status, stderr } = cli.run(['export', '-o', 'above.raw', 'above.qcow2'], {
      cwd: folder,
    })
    expect(stderr).toContain(saidOf('odd.qcow2').replace('cowscope: ', ''))
    expect(status).toBe(1)
  })

  test('is read with the same sentence, once, and what others map without one', () => {
    const read = (offset: string) =>
      cli.run(['read', '--offset', offset, '--length', '3M', 'odd.qcow2'], { cwd: folder })
    expect(read('600M').stderr).toBe(saidOf('odd.qcow2'))
    expect(read('600M').status).toBe(1)
    expect(read('0').stderr).toBe('')
    expect(read('0').status).toBe(0)
  })

  test('is told once where more entries have such bits', () => {
    qemuImg(folder, 'create', '-q', '-f', 'qcow2', 'many.qcow2', '2G')
    for (const at of [0, 8]) patch('many.qcow2', l1Of('many.qcow2') + at, '8000000000000001')
    const { stderr } = cli.run(['export', '-o', 'many.raw', 'many.qcow2'], { cwd: folder })
    expect(stderr.split('\n')).toHaveLength(2)
    expect(stderr).toContain(', and in more entries; what they map is given as QEMU reads it')
  })
})
