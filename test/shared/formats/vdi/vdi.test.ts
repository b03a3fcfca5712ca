import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../../../electron/files/codecs.ts'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { openLayer } from '../../../../shared/formats/open-layer.ts'
import { u32le } from '../../../helpers/bytes/encoders.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { inEnglish } from '../../../helpers/in-english.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const MIB = 2 ** 20
const BLOCK_MAP = 512
const UUID = Uint8Array.from({ length: 16 }, (_, index) => index + 1)
const UUID_TEXT = '04030201-0605-0807-090a-0b0c0d0e0f10'

/** Of five blocks, of which the third is written. */
function made(options = 'static=off'): Buffer {
  qemuImg(folder, 'create', '-q', '-f', 'vdi', '-o', options, 'made.vdi', '5M')
  const write = ['-f', 'vdi', '-c', 'write -P 7 2M 1M', 'made.vdi']
  execFileSync('qemu-io', write, { cwd: folder })
  return readFileSync(join(folder, 'made.vdi'))
}

/** Made on a parent, as VirtualBox has it: link and parent's modification. */
function differencing(): Buffer {
  const bytes = made()
  bytes.writeUInt32LE(4, 0x4c)
  bytes.set(UUID, 0x1a8)
  bytes.set(UUID, 0x1b8)
  return bytes
}

function open(bytes: Uint8Array) {
  return openLayer(memorySource(bytes), 'vdi', { codecs: nodeCodecs })
}

describe('what the header says', () => {
  test.each([
    ['dynamic', 'static=off', 1],
    ['static', 'static=on', 5],
  ])('of a %s image', (imageType, options, allocatedBlocks) => {
    const { summary, vdi } = inspectImage(memorySource(made(options)))
    expect(summary).toMatchObject({ format: 'vdi', virtualSize: 5 * MIB, clusterSize: MIB })
    expect(vdi).toMatchObject({
      version: '1.1',
      imageType,
      mapOffset: BLOCK_MAP,
      dataOffset: 1024,
      blockCount: 5,
      allocatedBlocks,
    })
    expect(vdi?.parentUuid).toBeUndefined()
    expect(summary.identity).toBe(vdi?.uuid)
  })

  test('of a differencing one: its parent is named by UUID, and qemu-img refuses it', () => {
    const { summary, vdi } = inspectImage(memorySource(differencing()))
    expect(vdi).toMatchObject({
      imageType: 'differencing',
      parentUuid: UUID_TEXT,
      parentModificationUuid: UUID_TEXT,
    })
    expect(inEnglish(summary)).toMatchObject({
      virtualSize: 5 * MIB,
      backing: { name: UUID_TEXT, format: 'vdi', identity: UUID_TEXT },
      fault: { message: 'unsupported VDI image (non-NULL link UUID)' },
    })
  })
})

describe('the disk', () => {
  test('has what is written, and zeros elsewhere', () => {
    const layer = open(made())
    expect([...layer.extents(0, layer.size)]).toEqual([
      { start: 0, length: 2 * MIB, kind: 'zero' },
      { start: 2 * MIB, length: MIB, kind: 'data', offset: 1024 },
      { start: 3 * MIB, length: 2 * MIB, kind: 'zero' },
    ])
    const target = new Uint8Array(4)
    openDisk(layer).read(target, 3 * MIB - 2)
    expect([...target]).toEqual([7, 7, 0, 0])
  })

  test('shows its parent where nothing was written, and not where something was discarded', () => {
    const bytes = differencing()
    bytes.set(u32le(0xfffffffe), BLOCK_MAP)
    const disk = openDisk(open(bytes), [{ missing: true }])
    expect([...disk.extents()].map(({ kind, length }) => [kind, length / MIB])).toEqual([
      ['zero', 1],
      ['missing', 1],
      ['data', 1],
      ['missing', 2],
    ])
  })

  test('tells of a block beyond the end of the file, which reads as zeros, as in qemu', () => {
    const bytes = made()
    bytes.set(u32le(1000), BLOCK_MAP)
    const faults = new FaultLog()
    const layer = open(bytes)
    expect([...layer.extents(0, MIB, faults)]).toMatchObject([{ kind: 'data' }])
    expect(faults.kept).toMatchObject([
      { code: 'truncated', what: 'vdi block map', offset: BLOCK_MAP },
    ])
    const target = new Uint8Array(512).fill(0xa5)
    layer.read(target, 0)
    expect(target.every((byte) => byte === 0)).toBe(true)
  })

  test('cannot be had when its map is not all in the file', () => {
    const bytes = made()
    bytes.writeUInt32LE(512 * 10_000, 0x154)
    expect(() => open(bytes)).toThrow('vdi block map at offset 0x4e2000')
  })
})
