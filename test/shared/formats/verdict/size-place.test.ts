import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { gatherFacts } from '../../../../shared/formats/verdict/facts.ts'
import { sizePlace } from '../../../../shared/formats/verdict/size-place.ts'
import { FOOTER_CHECKSUM, vpcChecksum } from '../../../../shared/formats/vpc/checksum.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()

function created(format: string, options?: string): Buffer {
  const extra = options === undefined ? [] : ['-o', options]
  qemuImg(folder, 'create', '-q', '-f', format, ...extra, 'image', '8M')
  return readFileSync(join(folder, 'image'))
}

function placeOf(bytes: Buffer): number | undefined {
  return sizePlace(gatherFacts(memorySource(bytes), {}))
}

const BYTES_BE = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64BE(at))
const BYTES_LE = (bytes: Buffer, at: number) => Number(bytes.readBigUInt64LE(at))
const SECTORS = (bytes: Buffer, at: number) => BYTES_LE(bytes, at) * 512

describe('that the disk is too large is told with the place of its size', () => {
  test.each([
    ['qcow2', undefined, BYTES_BE],
    ['qcow', undefined, BYTES_BE],
    ['qed', undefined, BYTES_LE],
    ['vdi', undefined, BYTES_LE],
    ['vhdx', undefined, BYTES_LE],
    ['vpc', undefined, BYTES_BE],
    ['vpc', 'subformat=fixed', BYTES_BE],
    ['vmdk', undefined, SECTORS],
    ['parallels', undefined, SECTORS],
  ] as const)('%s %s', (format, options, read) => {
    const bytes = created(format, options)
    const { virtualSize } = inspectImage(memorySource(bytes)).summary
    expect(read(bytes, placeOf(bytes) ?? 0)).toBe(virtualSize)
  })

  test('of a VHD whose creator has it from the geometry where that stands', () => {
    const bytes = created('vpc')
    for (const at of [0, bytes.length - 512]) {
      const footer = bytes.subarray(at, at + 512)
      footer.write('vpc ', 28, 'ascii')
      footer.writeBigUInt64BE(3n << 20n, 48)
      footer.writeUInt32BE(vpcChecksum(footer, FOOTER_CHECKSUM), FOOTER_CHECKSUM)
    }
    expect(placeOf(bytes)).toBe(56)
  })

  test.each([
    ['raw', undefined],
    ['vmdk', 'subformat=monolithicFlat'],
  ])('and without one where it stands nowhere: %s %s', (format, options) => {
    expect(placeOf(created(format, options))).toBeUndefined()
  })
})
