import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../electron/files/codecs.ts'
import { FormatError } from '../../shared/bytes/errors.ts'
import { encodeText } from '../../shared/bytes/text.ts'
import { openDisk } from '../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import { openLayer } from '../../shared/formats/open-layer.ts'
import { readSeSparseHeader } from '../../shared/formats/vmdk/sesparse-header.ts'
import { memorySource } from '../helpers/bytes/memory-source.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { seSparse } from '../helpers/images/vmdk-images.ts'
import { inEnglish } from '../helpers/in-english.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const SECTORS = 3 * 4096 * 8 - 24
const HEAD = '# Disk DescriptorFile\nversion=1\nCID=1\nparentCID=ffffffff\n'
const DESCRIPTOR = `${HEAD}createType="seSparse"\nRW ${SECTORS} SESPARSE "extent"\n`
const sound = seSparse(new SeededRandom(5), SECTORS)
const VOLATILE = 512
const DIRECTORY = 8 * 512
const TABLE = 64 * 512

writeFileSync(join(folder, 'disk.vmdk'), DESCRIPTOR)

function edited(at: number, value: bigint): Buffer {
  const bytes = Buffer.from(sound)
  bytes.writeBigUInt64LE(value, at)
  return bytes
}

function opened(extent: Uint8Array) {
  const layer = openLayer(memorySource(encodeText(DESCRIPTOR)), 'vmdk', {
    codecs: nodeCodecs,
    extentFile: () => memorySource(extent),
  })
  return openDisk(layer)
}

describe('a space-efficient sparse extent', () => {
  test.each([
    ['as ESX writes it', 0, 0xcafebaben],
    ['with another magic', 0, 0xcafebabfn],
    ['of another version', 8, 0x2_0000_0002n],
    ['with other grains', 24, 16n],
    ['with other tables', 32, 32n],
    ['with flags', 40, 1n],
    ['with reserved bits', 72, 1n],
    ['with padding that is not 0', 504, 1n],
    ['with another volatile magic', VOLATILE, 0xcafebaben],
    ['with a journal to be replayed', VOLATILE + 24, 1n],
    ['with volatile padding that is not 0', VOLATILE + 504, 1n],
    ['with an entry of another kind in its directory', DIRECTORY, 0x2000_0000_0000_0000n],
    ['with a grain of another kind', TABLE, 0x4000_0000_0000_0000n],
    ['with a number in a grain that is not there', TABLE, 5n],
  ] as const)('%s is read where qemu reads it, and as it does', (_, at, value) => {
    const bytes = edited(at, value)
    writeFileSync(join(folder, 'extent'), bytes)
    const raw = join(folder, 'theirs.raw')
    const args = ['convert', '-f', 'vmdk', '-O', 'raw', 'disk.vmdk', raw]
    const theirs = runQemuImg(folder, args)
    const disk = opened(bytes)
    const ours = new Uint8Array(disk.size)
    if (theirs.status !== 0) {
      expect(() => disk.read(ours, 0), theirs.stderr).toThrow(FormatError)
      return
    }
    disk.read(ours, 0)
    expect(Buffer.compare(ours, readFileSync(raw))).toBe(0)
  })

  test.each([
    ['as many entries as qemu takes', 0x8_0000n, undefined],
    ['one sector of entries more', 0x8_0001n, 'L1 size too big'],
    ['2^25 and 2^21 entries', 0x8_8000n, 'L1 size too big'],
  ] as const)('whose directory has %s', (_, directorySectors, message) => {
    const bytes = edited(136, directorySectors)
    writeFileSync(join(folder, 'extent'), bytes)
    truncateSync(join(folder, 'extent'), 2 ** 30)
    const { status, stderr } = runQemuImg(folder, ['info', '-f', 'vmdk', 'disk.vmdk'])
    expect(status === 0).toBe(message === undefined)
    expect(stderr).toContain(message ?? '')
    const header = (): unknown => readSeSparseHeader(memorySource(bytes))
    if (message === undefined) expect(header).not.toThrow()
    else expect(header).toThrow(message)
  })

  test('whose directory is beyond the end of the file is told, where qemu reads zeros', () => {
    const bytes = edited(128, 1n << 30n)
    writeFileSync(join(folder, 'extent'), bytes)
    expect(runQemuImg(folder, ['info', '-f', 'vmdk', 'disk.vmdk']).status).toBe(0)
    const faults = new FaultLog()
    const disk = opened(bytes)
    expect([...disk.extents(0, disk.size, faults)].map(({ kind }) => kind)).toEqual(['invalid'])
    expect(inEnglish(faults.kept)[0]?.message).toContain('grain directory at offset 0x8000000000')
  })

  test('with any bytes changed is mapped to its end, and read or refused with a fault', () => {
    for (let round = 0; round < 400; round += 1) {
      const random = new SeededRandom(round)
      const bytes = Buffer.from(sound)
      for (let change = 0; change < 4; change += 1) {
        const place = random.pick([0, VOLATILE, DIRECTORY, TABLE])
        bytes.set(random.bytes(1 + random.below(8)), place + random.below(500))
      }
      const disk = opened(
        bytes.subarray(0, random.below(5) === 0 ? random.below(bytes.length) : bytes.length),
      )
      let end = 0
      for (const { start, length } of disk.extents(0, disk.size, new FaultLog())) {
        expect(start).toBe(end)
        end += length
      }
      expect(end).toBe(disk.size)
      try {
        disk.read(new Uint8Array(disk.size), 0)
      } catch (error) {
        expect(error).toBeInstanceOf(FormatError)
      }
    }
  })
})
