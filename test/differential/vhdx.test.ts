import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { qemuInfo } from '../../shared/report/qemu/qemu-info.ts'
import { ascii, concat, u32le, u64le, zeros } from '../helpers/bytes/encoders.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { qemuIo } from '../helpers/images/disk-images.ts'
import {
  editVhdx,
  inHeaders,
  VHDX_METADATA,
  VHDX_REGIONS,
  VHDX_TABLE,
} from '../helpers/images/edited-vhdx.ts'
import { logged } from '../helpers/images/vhdx-log.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { qemuImg, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const MIB = 2 ** 20
const folder = temporaryFolder()
let sound = new Uint8Array()

beforeAll(() => {
  qemuImg(folder, 'create', '-q', '-f', 'vhdx', '-o', 'block_size=1M', 'sound', '8M')
  qemuIo(join(folder, 'sound'), ['write -P 5 1M 3M'], 'vhdx')
  sound = new Uint8Array(readFileSync(join(folder, 'sound')))
})

const GUID = new Uint8Array(16).fill(7)
const ITEM = 64 * 1024
const [PARAMETERS, SIZE, LOGICAL, PHYSICAL] = [0, 8, 32, 36].map((at) => VHDX_METADATA + ITEM + at)
const THIRD_REGION = VHDX_REGIONS + 16 + 2 * 32

type Parts = Readonly<Record<number, Uint8Array>>

function third(guid: Uint8Array, offset: number, bits: number): Parts {
  const region = concat(guid, u64le(offset), u32le(MIB), u32le(bits))
  return { [VHDX_REGIONS + 8]: u32le(3), [THIRD_REGION]: region }
}

const EDITS: readonly (readonly [name: string, parts: Parts])[] = [
  ['nothing changed', {}],
  ['headers of one number that differ', inHeaders(8, u64le(7))],
  ['another version', inHeaders(66, Uint8Array.of(2))],
  ['another version of the log', inHeaders(64, Uint8Array.of(1))],
  ['a log at no MiB', inHeaders(72, u64le(12_345))],
  ['a log at 0', inHeaders(72, u64le(0))],
  ['a log of 5 bytes that is empty', inHeaders(68, u32le(5))],
  ['a log of 5 bytes', { ...inHeaders(68, u32le(5)), ...inHeaders(48, GUID) }],
  ['a log of 0 bytes', { ...inHeaders(68, u32le(0)), ...inHeaders(48, GUID) }],
  ['a log with no entry', inHeaders(48, GUID)],
  ['no region table', { [VHDX_REGIONS]: ascii('X') }],
  ['2048 regions', { [VHDX_REGIONS + 8]: u32le(2048) }],
  ['one region', { [VHDX_REGIONS + 8]: u32le(1) }],
  ['a region over the log', { [VHDX_REGIONS + 32]: u64le(MIB) }],
  ['a region that must be known', third(GUID, 64 * MIB, 1)],
  ['a region that need not be known', third(GUID, 64 * MIB, 0)],
  ['a region over another', third(GUID, 3 * MIB, 0)],
  ['2048 items', { [VHDX_METADATA + 10]: Uint8Array.of(0, 8) }],
  ['four items', { [VHDX_METADATA + 10]: Uint8Array.of(4, 0) }],
  ['other metadata', { [VHDX_METADATA]: ascii('X') }],
  ['blocks of 0', at(PARAMETERS, u32le(0))],
  ['blocks of 512 KiB', at(PARAMETERS, u32le(MIB / 2))],
  ['blocks of 3 MiB', at(PARAMETERS, u32le(3 * MIB))],
  ['blocks of 512 MiB', at(PARAMETERS, u32le(512 * MIB))],
  ['a parent and no locator', at(PARAMETERS, concat(u32le(MIB), u32le(2)))],
  ['sectors of 520', at(LOGICAL, u32le(520))],
  ['sectors of 4096', at(LOGICAL, u32le(4096))],
  ['physical sectors of 7', at(PHYSICAL, u32le(7))],
  ['a size of 1000', at(SIZE, u64le(1000))],
  ['a size of 0', at(SIZE, u64le(0))],
  ['a size of 64 TiB', at(SIZE, u64le(2 ** 46))],
  ['a size of 2^62', at(SIZE, u64le(2n ** 62n))],
]

function at(offset: number | undefined, part: Uint8Array): Parts {
  return { [offset ?? 0]: part }
}

/** Whether qemu-img shows the image, and what it says. */
function theirs(image: Uint8Array) {
  writeFileSync(join(folder, 'edited'), image)
  return runQemuImg(folder, ['info', '-U', '--output=json', 'edited'])
}

function expectSame(image: Uint8Array): void {
  const source = memorySource(image)
  const details = inspectImage(source)
  const { fault } = details.summary
  const { status, stdout, stderr } = theirs(image)
  expect(probeImage(source)).toEqual(details.summary)
  expect({ refused: fault !== undefined, stderr }).toMatchObject({ refused: status !== 0 })
  if (fault !== undefined) return
  const info = JSON.parse(stdout) as { readonly 'actual-size': number }
  const allocated = info['actual-size']
  const input = { displayPath: 'edited', length: image.length, allocated, details }
  expect(qemuInfo(input)).toEqual(info)
}

describe('a VHDX is taken or refused as qemu-img does', () => {
  test.each(EDITS)('with %s', (_, parts) => expectSame(editVhdx(sound, parts)))

  test.each([
    ['the first header', [64 * 1024]],
    ['the second header', [128 * 1024]],
    ['both headers', [64 * 1024, 128 * 1024]],
    ['the region table', [VHDX_REGIONS]],
  ])('with a wrong checksum of %s', (_, offsets) => {
    const image = sound.slice()
    for (const offset of offsets) image[offset + 1000] = 0x99
    expectSame(image)
  })

  test('the older of two sound headers counts where the newer one is damaged', () => {
    const image = sound.slice()
    const newer = inspectImage(memorySource(image)).vhdx?.headers.find(
      ({ state }) => state === 'current',
    )
    image[(newer?.offset ?? 0) + 1000] = 0x99
    const states = inspectImage(memorySource(image)).vhdx?.headers.map(({ state }) => state)
    expect(states?.toSorted()).toEqual(['current', 'damaged'])
    expectSame(image)
  })
})

describe('a log', () => {
  test('that needs to be replayed is told, in qemu-img’s words', () => {
    const image = logged(sound, 3)
    const { summary, vhdx } = inspectImage(memorySource(image))
    expect(vhdx?.log).toEqual({ state: 'to-be-replayed', entries: 3, sequenceNumber: 103n })
    expect(summary.flags).toEqual(['dirty'])
    expect(summary.virtualSize).toBe(8 * MIB)
    expect(inEnglish(summary.fault)?.message).toContain('contains a log that needs to be replayed')
    expect(theirs(image).stderr).toContain('contains a log that needs to be replayed')
    const open = () => openLayer(memorySource(image), 'vhdx', { codecs: nodeCodecs })
    expect(open).toThrow(/needs to be replayed/)
  })

  test('whose entries have wrong checksums has none', () => {
    const image = logged(sound, 2)
    for (const sector of [0, 2]) image[MIB + sector * 4096 + 4090] = 1
    expectSame(image)
    expect(inspectImage(memorySource(image)).vhdx?.log).toEqual({ state: 'empty' })
  })

  test('with a descriptor of another entry is refused', () => {
    const image = logged(sound, 1)
    image.set(u64le(55), MIB + 64 + 24)
    expectSame(image)
    expect(inspectImage(memorySource(image)).summary.fault?.what).toBe('vhdx.log')
  })
})

describe('an entry of the block allocation table', () => {
  const kindOf = (value: bigint) => {
    const image = editVhdx(sound, { [VHDX_TABLE + 8]: u64le(value) })
    const log = new FaultLog()
    const layer = openLayer(memorySource(image), 'vhdx', { codecs: nodeCodecs })
    const [extent] = layer.extents(MIB, MIB, log)
    return { kind: extent?.kind, faults: log.count, refused: theirs(image).status !== 0 }
  }

  test.each([
    ['beyond the end, for which qemu refuses the image', 2n ** 40n + 6n, 'invalid', true],
    ['over the log, for which qemu refuses the image', 2n ** 20n + 6n, 'invalid', true],
    ['in a state that is none', 4n, 'invalid', false],
    ['there in part, of a disk without a parent', 7n, 'invalid', false],
  ])('%s', (_, value, kind, refused) => {
    expect(kindOf(value)).toEqual({ kind, faults: 1, refused })
  })

  test.each([
    ['not present', 0n, 'unallocated'],
    ['undefined', 1n, 'zero'],
    ['zero', 2n, 'zero'],
    ['unmapped', 3n, 'zero'],
    ['unmapped before version 1.0', 5n, 'zero'],
    ['present', 8n * 2n ** 20n + 6n, 'data'],
  ])('%s', (_, value, kind) => {
    expect(kindOf(value)).toEqual({ kind, faults: 0, refused: false })
    if (kind === 'data') return
    qemuIo(join(folder, 'edited'), ['read -P 0 1M 1M'], 'vhdx')
  })
})

describe('where a block lies', () => {
  test('behind the entry of a sector bitmap, which stands between those of the blocks', () => {
    // Blocks of 256 MiB: 16 of them to one entry of the bitmap.
    qemuImg(folder, 'create', '-q', '-f', 'vhdx', '-o', 'block_size=256M', 'chunks', '10G')
    const path = join(folder, 'chunks')
    qemuIo(path, ['write -P 1 3900M 64k', 'write -P 2 4200M 64k', 'write -P 3 8500M 64k'], 'vhdx')
    withFile(path, ({ source }) => {
      const layer = openLayer(source, 'vhdx', { codecs: nodeCodecs })
      const bytes = [3900, 4200, 8500].map((at) => {
        const target = new Uint8Array(64 * 1024)
        layer.read(target, at * MIB)
        expect(new Set(target).size, `at ${at} MiB`).toBe(1)
        return target[0]
      })
      expect(bytes).toEqual([1, 2, 3])
    })
  })

  test('with sectors of 4096 bytes, which qemu does not open', () => {
    const image = editVhdx(sound, at(LOGICAL, u32le(4096)))
    const { summary, vhdx } = inspectImage(memorySource(image))
    expect(vhdx?.disk.logicalSectorSize).toBe(4096)
    expect(inEnglish(summary.fault)?.message).toContain('sectors of 4096 bytes')
    const layer = openLayer(memorySource(image), 'vhdx', { codecs: nodeCodecs })
    const target = new Uint8Array(3 * MIB)
    layer.read(target, MIB)
    expect(new Set(target)).toEqual(new Set([5]))
  })
})

test('nothing of an empty file but its magic is a fault', () => {
  expectSame(concat(ascii('vhdxfile'), zeros(512)))
})
