import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { openDisk } from '../../shared/formats/disk/disk.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import type { CheckCode } from '../../shared/formats/verdict/types.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { checkSentence } from '../../shared/report/text/verdict-text.ts'
import { formatOffset } from '../../shared/values/offset.ts'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const NAMES = ['first', 'second', 'third']
const MIB = 1024 ** 2

/** With 4 MiB of data, three snapshots and their table at the end; `bitmapped` has a bitmap as well. */
function image(name: string): Uint8Array {
  qemuImg(folder, 'create', '-q', '-f', 'qcow2', name, '16M')
  qemuIo(join(folder, name), ['write -q -P 7 0 4M'])
  for (const snapshot of NAMES) qemuImg(folder, 'snapshot', '-c', snapshot, name)
  if (name === 'bitmapped') qemuImg(folder, 'bitmap', '--add', name, 'backup')
  return new Uint8Array(readFileSync(join(folder, name)))
}

let whole: Uint8Array
let bitmapped: Uint8Array

beforeAll(() => {
  whole = image('plain')
  bitmapped = image('bitmapped')
})

/** What qemu-img makes of a file: its list of snapshots and its disk, or why it does not open it. */
function byQemu(bytes: Uint8Array) {
  writeFileSync(join(folder, 'cut'), bytes)
  const { status, stdout, stderr } = runQemuImg(folder, ['info', '--output=json', 'cut'])
  if (status !== 0) return { refused: stderr }
  qemuImg(folder, 'convert', '-f', 'qcow2', '-O', 'raw', 'cut', 'cut.raw')
  const snapshots: readonly { readonly name: string }[] = JSON.parse(stdout).snapshots
  return { names: snapshots.map(({ name }) => name), disk: readFileSync(join(folder, 'cut.raw')) }
}

function diskOf(bytes: Uint8Array): Buffer {
  const disk = openDisk(openLayer(memorySource(bytes), 'qcow2', { codecs: nodeCodecs }))
  const target = Buffer.alloc(disk.size)
  disk.read(target, 0)
  return target
}

function judged(bytes: Uint8Array) {
  const verdict = imageVerdict(memorySource(bytes), { role: 'disk', withTables: true })
  const check = (code: CheckCode) => verdict.checks.find((one) => one.code === code)
  const refusals = verdict.openstack.reasons.map(({ code }) => code)
  const reasons = verdict.openstack.reasons.map(({ params }) => params?.['reason'])
  return { state: verdict.state, check, refusals, reasons }
}

/** Where the snapshot table starts, by the header. */
function tableAt(bytes: Uint8Array): number {
  return Number(Buffer.from(bytes).readBigUInt64BE(64))
}

describe('a file that is cut within its snapshot table, and that QEMU opens', () => {
  test.each([0, 4, 40, 41, 66, 72, 80, 120, 140, 180, 200])('%i bytes after its start', (bytes) => {
    const cut = whole.subarray(0, tableAt(whole) + bytes)
    expect(cut.length).toBeLessThan(whole.length)
    const qemu = byQemu(cut)
    const { summary, qcow2, faults } = inspectImage(memorySource(cut))
    expect(qemu).not.toHaveProperty('refused')
    expect([summary.fault, probeImage(memorySource(cut)).fault]).toEqual([undefined, undefined])
    const names = qcow2?.snapshots.map(({ name }) => name) ?? []
    expect(names).toEqual(qemu.names?.slice(0, names.length))
    expect(names.length).toBeLessThan(NAMES.length)
    expect(faults.map(({ code, what }) => [code, what])).toEqual([['truncated', 'snapshots']])
    expect(diskOf(cut).equals(qemu.disk ?? Buffer.alloc(0))).toBe(true)
    const { state, check, refusals } = judged(cut)
    expect([state, check('header')?.state, refusals]).toEqual(['warning', 'pass', []])
    expect(check('truncated')).toMatchObject({
      state: 'warning',
      params: { reason: 'snapshots', lost: NAMES.length - names.length, count: 3 },
    })
  })

  test('and before it, within its data: that data is lost comes first', () => {
    const cut = whole.subarray(0, 3 * MIB)
    const qemu = byQemu(cut)
    expect(diskOf(cut).equals(qemu.disk ?? Buffer.alloc(0))).toBe(true)
    expect(qemu.disk?.includes(7)).toBe(true)
    const { state, check, refusals } = judged(cut)
    expect([state, check('header')?.state, refusals]).toEqual(['warning', 'pass', []])
    expect(check('truncated')).toMatchObject({
      params: { reason: 'with-snapshots', what: 'L2 entry', lost: 3, count: 3 },
    })
  })
})

describe('a file that is cut before its bitmaps, and that QEMU refuses', () => {
  test.each([3 * MIB, -65_536])('at %i: the header is sound, and the disk is read', (at) => {
    const cut = bitmapped.subarray(0, at < 0 ? bitmapped.length + at : at)
    expect(byQemu(cut).refused).toContain('itmap')
    const { summary } = inspectImage(memorySource(cut))
    expect([summary.fault?.code, summary.faultIn]).toEqual(['truncated', 'bitmaps'])
    const left = Math.min(4 * MIB, cut.length - 512 * 1024)
    expect(diskOf(cut).subarray(0, left).equals(Buffer.alloc(left, 7))).toBe(true)
    const { state, check, refusals, reasons } = judged(cut)
    expect([state, refusals]).toEqual(['unsafe', ['nova-unreadable']])
    expect(reasons).not.toContain('cut')
    const header = check('header')
    expect(header && checkSentence(header)).toContain('Cowscope reads it as far as the file goes')
    expect(check('truncated')?.state).toBe('warning')
  })
})

test('of a file that lost no more than zeros of its bitmaps nothing is refused, as QEMU opens it', () => {
  // The name of the last bitmap is padded with zeros to a multiple of eight bytes.
  const cut = bitmapped.subarray(0, bitmapped.findLastIndex((byte) => byte !== 0) + 1)
  expect(cut.length).toBeLessThan(bitmapped.length)
  expect(byQemu(cut).refused).toBeUndefined()
  const { summary } = inspectImage(memorySource(cut))
  expect(summary.fault).toBeUndefined()
  expect(judged(cut).refusals).toEqual([])
})

describe('info of a file that is cut within its snapshot table', () => {
  const cli = cliOfTests()

  test('ends with 0, as qemu-img does, and says how many snapshots are lost', () => {
    const at = tableAt(whole)
    writeFileSync(join(folder, 'cut'), whole.subarray(0, at + 80))
    for (const args of [['info'], ['info', '--backing-chain']]) {
      expect(runQemuImg(folder, [...args, 'cut']).status).toBe(0)
      const { status, stderr, stdout } = cli.run([...args, 'cut'], { cwd: folder })
      expect(status).toBe(0)
      expect(stderr).toBe(
        `cowscope: cut: the file ends inside its snapshot table at offset ${formatOffset(at)}: 1 of 3 snapshots are shown; QEMU reads zeros there and lists the others without id, name and date\n`,
      )
      expect(stdout).toContain('file format: qcow2')
    }
  })
})
