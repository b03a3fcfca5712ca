import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { inspectImage } from '../../shared/formats/inspect.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { probeImage } from '../../shared/formats/probe.ts'
import { imageVerdict } from '../../shared/formats/verdict/verdict.ts'
import { qemuInfo } from '../../shared/report/qemu/qemu-info.ts'
import { withFile } from '../helpers/bytes/file-source.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { checkImage } from '../helpers/images/in-one-go.ts'
import { bochsHeader, cloopHeader } from '../helpers/images/qemu-only.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { qemuInfoJson, runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

/** A header with 32 bits at `offset` set to something else; Bochs counts little-endian. */
function edited(header: () => Uint8Array, offset: number, value: number): Uint8Array {
  const bytes = header()
  new DataView(bytes.buffer).setUint32(offset, value, header === bochsHeader)
  return bytes
}

const OPENED: readonly (readonly [string, string, Uint8Array])[] = [
  ['bochs', 'of version 2', bochsHeader()],
  ['bochs', 'of version 1, whose size stands 4 bytes before', bochsOfVersion1()],
  ['bochs', 'of a size that does not fill its sector', edited(bochsHeader, 88, 1_000_001)],
  ['bochs', 'of larger extents', edited(bochsHeader, 80, 0x800000)],
  ['bochs', 'of the largest catalogue', edited(bochsHeader, 72, 0x100000)],
  ['bochs', 'that ends after its header', bochsHeader().subarray(0, 512)],
  ['cloop', 'of two blocks', cloopHeader()],
  ['cloop', 'of no blocks', edited(cloopHeader, 132, 0)],
  ['cloop', 'of blocks of one sector', edited(cloopHeader, 128, 512)],
  ['cloop', 'of blocks that take no bytes', edited(cloopHeader, 148, 160)],
  ['cloop', 'of a block that takes the most', largestPacked()],
  ['cloop', 'of offsets that begin behind the file', offsetsFrom(2n ** 63n)],
  ['cloop', 'of more blocks than the file, and no offsets', offsetsFrom(0n, 0n, 0n)],
  ['cloop', 'of the largest blocks', edited(cloopHeader, 128, 64 * 2 ** 20)],
]

const REFUSED: readonly (readonly [string, Uint8Array])[] = [
  ['bochs', edited(bochsHeader, 72, 0x100001)],
  ['bochs', edited(bochsHeader, 72, 511)],
  ['bochs', edited(bochsHeader, 80, 0)],
  ['bochs', edited(bochsHeader, 80, 256)],
  ['bochs', edited(bochsHeader, 80, 1000)],
  ['bochs', edited(bochsHeader, 80, 0x1000000)],
  ['cloop', edited(cloopHeader, 128, 0)],
  ['cloop', edited(cloopHeader, 128, 1000)],
  ['cloop', edited(cloopHeader, 128, 64 * 2 ** 20 + 512)],
  ['cloop', edited(cloopHeader, 132, 0x4000000)],
  // Where the second block begins: before the first, and behind what one may take.
  ['cloop', edited(cloopHeader, 148, 159)],
  ['cloop', edited(cloopHeader, 148, 160 + 128 * 2 ** 20 + 1)],
  ['cloop', edited(cloopHeader, 144, 0x80000000)],
  // More blocks than the table has offsets, and than the file has.
  ['cloop', edited(cloopHeader, 132, 3)],
  ['cloop', edited(cloopHeader, 132, 2).subarray(0, 152)],
]

function offsetsFrom(...offsets: readonly bigint[]): Uint8Array {
  const bytes = edited(cloopHeader, 132, offsets.length === 1 ? 2 : 0x100000)
  const [first = 0n, ...others] = offsets
  const all = others.length === 0 ? [first, first + 40n, first + 140n] : offsets
  for (const [at, offset] of all.entries()) {
    new DataView(bytes.buffer).setBigUint64(136 + 8 * at, offset)
  }
  return bytes
}

function largestPacked(): Uint8Array {
  const bytes = edited(cloopHeader, 148, 160 + 128 * 2 ** 20)
  new DataView(bytes.buffer).setUint32(156, 160 + 128 * 2 ** 20)
  return bytes
}

function bochsOfVersion1(): Uint8Array {
  const bytes = edited(bochsHeader, 64, 0x10000)
  new DataView(bytes.buffer).setBigUint64(84, 32n * 1024n ** 2n, true)
  return bytes
}

describe('an image of a format of which only QEMU reads the disk', () => {
  test.each(OPENED)('%s, %s, is shown as qemu-img info shows it', (format, _, bytes) => {
    writeFileSync(join(folder, 'image'), bytes)
    const theirs = qemuInfoJson(folder, 'image')
    withFile(join(folder, 'image'), ({ source, length, allocated }) => {
      const details = inspectImage(source)
      const ours = qemuInfo({ displayPath: 'image', length, allocated, details })
      expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs))
      expect(ours.format).toBe(format)
      expect(probeImage(source)).toEqual(details.summary)
      expect(imageVerdict(source).detection.primary).toBe(format)
    })
  })

  test.each(REFUSED)('%s is refused in the words of qemu-img', (format, bytes) => {
    writeFileSync(join(folder, 'image'), bytes)
    const { status, stderr } = runQemuImg(folder, ['info', 'image'])
    const { summary } = inspectImage(memorySource(bytes))
    expect(summary.format).toBe(format)
    expect([status, stderr]).toEqual([
      1,
      `qemu-img: Could not open 'image': ${inEnglish(summary.fault)?.message}\n`,
    ])
  })

  test.each([
    ['bochs', bochsHeader()],
    ['cloop', cloopHeader()],
  ] as const)('%s is not read as the raw data that it is not', (format, bytes) => {
    const source = memorySource(bytes)
    expect(() => openLayer(source, format, { codecs: nodeCodecs })).toThrow(
      `The guest's disk in a ${format} image cannot be read here`,
    )
    expect(checkImage(source)).toEqual({ kind: 'unsupported', format })
  })

  test('is none where the script of a cloop goes on otherwise', () => {
    const bytes = cloopHeader()
    bytes[80] = 0x20
    writeFileSync(join(folder, 'image'), bytes)
    expect(qemuInfoJson(folder, 'image')['format']).toBe('raw')
    expect(inspectImage(memorySource(bytes)).summary.format).toBe('raw')
  })
})
