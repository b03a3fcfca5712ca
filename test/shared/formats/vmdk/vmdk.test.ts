import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../../../electron/files/codecs.ts'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import type { GuestDisk } from '../../../../shared/formats/disk/types.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { openLayer } from '../../../../shared/formats/open-layer.ts'
import { qemuInfo } from '../../../../shared/report/qemu/qemu-info.ts'
import { qemuInfoLines } from '../../../../shared/report/qemu/qemu-info-text.ts'
import { ascii, concat, u8, u64le } from '../../../helpers/bytes/encoders.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { cpuTime } from '../../../helpers/cpu-time.ts'
import { footerStream } from '../../../helpers/images/vmdk-images.ts'
import { inEnglish } from '../../../helpers/in-english.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const MIB = 2 ** 20

function made(subformat: string, size: string, name = 'made.vmdk'): Buffer {
  const options = ['-o', `subformat=${subformat}`]
  qemuImg(folder, 'create', '-q', '-f', 'vmdk', ...options, name, size)
  return readFileSync(join(folder, name))
}

const stream = (): Buffer => footerStream(folder)

function open(bytes: Uint8Array): GuestDisk {
  return openDisk(openLayer(memorySource(bytes), 'vmdk', { codecs: nodeCodecs }))
}

/** qemu-img chooses one at random, of as many digits as it needs. */
function withContentId(bytes: Buffer, cid: number): void {
  const text = bytes.toString('latin1', 512, bytes.indexOf(0, 512))
  bytes.write(text.replace(/CID=[0-9a-f]+/, `CID=${cid.toString(16)}`).padEnd(text.length), 512)
}

describe('an image that VMware Workstation exported, as the store of a cloud showed it', () => {
  const name = '4ef781ee-d2b5-4922-8fd0-f12aa81f996f'
  const bytes = made('streamOptimized', '120G', name)
  withContentId(bytes, 155_036_437)
  const details = inspectImage(memorySource(bytes))
  /** What the listing of its folder gives: the file's length. */
  const info = qemuInfo({ displayPath: name, length: 4284418560, allocated: 4284420096, details })

  test('has every fact of it', () => {
    expect(info).toMatchObject({
      format: 'vmdk',
      'virtual-size': 128_849_018_880,
      'format-specific': {
        type: 'vmdk',
        data: {
          cid: 155_036_437,
          'parent-cid': 4_294_967_295,
          'create-type': 'streamOptimized',
          extents: [
            {
              compressed: true,
              'virtual-size': 128_849_018_880,
              filename: name,
              'cluster-size': 65_536,
              format: '',
            },
          ],
        },
      },
    })
    expect(info['backing-filename']).toBeUndefined()
  })

  test('is shown in its lines and order; sizes as newer releases of qemu-img print them', () => {
    const lines = [...qemuInfoLines(info)]
      .join('')
      .split('\n')
      .map((line) => line.trim())
    expect(lines).toEqual([
      `image: ${name}`,
      'file format: vmdk',
      'virtual size: 120 GiB (128849018880 bytes)',
      'disk size: 3.99 GiB',
      'cluster_size: 65536',
      'Format specific information:',
      'cid: 155036437',
      'parent cid: 4294967295',
      'create type: streamOptimized',
      'extents:',
      '[0]:',
      'compressed: true',
      'virtual size: 128849018880',
      `filename: ${name}`,
      'cluster size: 65536',
      'format:',
      '',
    ])
  })
})

describe('a header', () => {
  test('says how the grains are kept', () => {
    const { vmdk, summary } = inspectImage(memorySource(made('monolithicSparse', '40M')))
    expect(summary).toMatchObject({ virtualSize: 40 * MIB, clusterSize: 65_536 })
    expect(vmdk?.sparse).toMatchObject({
      version: 1,
      redundantDirectory: true,
      zeroGrains: false,
      markers: false,
      compressed: false,
      footer: false,
      tableEntries: 512,
      uncleanShutdown: false,
    })
    expect(vmdk?.descriptor).toMatchObject({
      createType: 'monolithicSparse',
      parentCid: 0xffffffff,
      extents: [{ access: 'RW', sectors: 81_920, type: 'SPARSE', name: 'made.vmdk' }],
      database: { 'ddb.adapterType': 'ide' },
    })
  })

  test('names a parent, and knows it by its content id', () => {
    made('monolithicSparse', '5M', 'base.vmdk')
    const on = ['-b', 'base.vmdk', '-F', 'vmdk', 'child.vmdk']
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', ...on)
    const summaryOf = (name: string) =>
      inspectImage(memorySource(readFileSync(join(folder, name)))).summary
    const { identity } = summaryOf('base.vmdk')
    expect(identity).toMatch(/^[0-9a-f]{8}$/)
    expect(summaryOf('child.vmdk').backing).toEqual({ name: 'base.vmdk', format: 'vmdk', identity })
  })

  test('without a capacity holds the descriptor of other files, as qemu reads it', () => {
    const bytes = made('monolithicSparse', '5M')
    const text = 'version=1\nCID=00000001\ncreateType="monolithicFlat"\nRW 2048 FLAT "x" 0\n\0'
    const edited = Buffer.from(bytes)
    edited.set(u64le(0), 12)
    edited.set(ascii(text), 512)
    const { summary, vmdk } = inspectImage(memorySource(edited))
    expect(summary.virtualSize).toBe(MIB)
    expect(vmdk?.sparse).toBeUndefined()
  })
})

describe('a stream with a footer', () => {
  test('has its directory there', () => {
    const { vmdk, summary } = inspectImage(memorySource(stream()))
    expect(summary.fault).toBeUndefined()
    expect(vmdk?.sparse).toMatchObject({ footer: true, compressed: true, markers: true })
  })

  test('is read as qemu-img reads it', () => {
    writeFileSync(join(folder, 'footer.vmdk'), stream())
    qemuImg(folder, 'convert', '-O', 'raw', 'footer.vmdk', 'footer.raw')
    const disk = open(stream())
    const bytes = new Uint8Array(disk.size)
    disk.read(bytes, 0)
    expect(Buffer.compare(bytes, readFileSync(join(folder, 'footer.raw')))).toBe(0)
    expect(bytes[MIB - 1]).toBe(3)
  })

  test.each([
    ['its marker', 1536 - 12, 'the marker of a footer'],
    ['its header', 1024, 'the magic of a header'],
    ['the end of the stream', 512, 'the end of the stream'],
  ])('is refused without %s', (_name, fromEnd, expected) => {
    const bytes = stream()
    bytes[bytes.length - fromEnd] = 0xee
    const { fault } = inspectImage(memorySource(bytes)).summary
    expect(inEnglish(fault)).toMatchObject({ expected })
  })

  test('whose packed grain is damaged fails where that is read, and nowhere else', () => {
    const bytes = stream()
    const damaged = Buffer.from(bytes)
    const place = grainPlace(bytes)
    damaged.fill(0xff, place + 14, place + 30)
    const disk = open(damaged)
    expect(() => disk.read(new Uint8Array(10), 0)).toThrow('a zlib stream of 65536 bytes')
    const target = new Uint8Array(10)
    disk.read(target, 65_536)
    expect([...target]).toEqual(new Array(10).fill(3))
  })
})

/** Where the packed grain of the disk's beginning is. */
function grainPlace(bytes: Buffer): number {
  const directory = Number(bytes.readBigUInt64LE(bytes.length - 1024 + 56)) * 512
  const table = bytes.readUInt32LE(directory) * 512
  return bytes.readUInt32LE(table) * 512
}

describe('damaged tables', () => {
  test('a table beyond the end of the file is empty, and told', () => {
    const bytes = made('monolithicSparse', '5M')
    const directory = Number(bytes.readBigUInt64LE(56)) * 512
    bytes.writeUInt32LE(1_000_000, directory)
    const faults = new FaultLog()
    expect([...open(bytes).extents(0, MIB, faults)]).toMatchObject([{ kind: 'unallocated' }])
    expect(faults.kept).toMatchObject([
      { code: 'truncated', what: 'grain directory', offset: directory },
    ])
  })

  test('a zero grain is zeros where the header allows them', () => {
    qemuImg(folder, 'create', '-q', '-f', 'vmdk', '-o', 'zeroed_grain=on', 'zero.vmdk', '5M')
    execFileSync('qemu-io', ['-f', 'vmdk', '-c', 'write -z 0 64k', 'zero.vmdk'], { cwd: folder })
    const disk = open(readFileSync(join(folder, 'zero.vmdk')))
    expect([...disk.extents(0, 65_536)]).toMatchObject([{ kind: 'zero', length: 65_536 }])
  })

  test('a descriptor of a line that never ends is read in no time', () => {
    const text = `version=1\n${' '.repeat(900_000)}=${'"'.repeat(90_000)}\nCID=1\n`
    const source = memorySource(concat(ascii(text), u8(10)))
    const read = () => expect(inspectImage(source).vmdk?.descriptor?.cid).toBe(1)
    expect(cpuTime(read)).toBeLessThan(2000)
  })
})
