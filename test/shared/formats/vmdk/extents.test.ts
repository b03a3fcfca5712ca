import { describe, expect, test } from 'vitest'
import { nodeCodecs } from '../../../../electron/files/codecs.ts'
import type { ByteSource } from '../../../../shared/bytes/source.ts'
import { encodeText } from '../../../../shared/bytes/text.ts'
import { openDisk } from '../../../../shared/formats/disk/disk.ts'
import { FaultLog } from '../../../../shared/formats/disk/fault-log.ts'
import { inspectImage } from '../../../../shared/formats/inspect.ts'
import { openLayer } from '../../../../shared/formats/open-layer.ts'
import { extentFiles } from '../../../../shared/formats/vmdk/extent-files.ts'
import { isPlainName } from '../../../../shared/formats/vmdk/extent-name.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { inEnglish } from '../../../helpers/in-english.ts'

const SECTOR = 512
const HEAD = 'version=1\nCID=1\nparentCID=ffffffff\ncreateType="twoGbMaxExtentFlat"\n'
const HOSTILE = ['/etc/passwd', '../disk', 'sub/disk', '..', '.', 'C:\\disk', '..\\disk', 'a:b']

function descriptor(...lines: readonly string[]): ByteSource {
  return memorySource(encodeText(`${HEAD}${lines.join('\n')}\n`))
}

/** Files by name; what is asked for is noted. */
function opened(source: ByteSource, files: Readonly<Record<string, Uint8Array>>) {
  const asked: string[] = []
  const layer = openLayer(source, 'vmdk', {
    codecs: nodeCodecs,
    extentFile: (name) => {
      asked.push(name)
      const bytes = files[name]
      return bytes === undefined ? undefined : memorySource(bytes)
    },
  })
  return { disk: openDisk(layer), asked }
}

const filled = (value: number, sectors: number) => new Uint8Array(sectors * SECTOR).fill(value)

describe('extents in other files', () => {
  test('make one disk, each from its own offset on, with zeros where nothing is or was cut off', () => {
    const source = descriptor(
      'RW 2 FLAT "one" 1',
      'RW 3 ZERO',
      'RDONLY 1 FLAT "two" 0',
      'RW 2 FLAT "short" 0',
    )
    const files = { one: filled(1, 4), two: filled(2, 1), short: filled(3, 1) }
    const { disk } = opened(source, files)
    expect([...disk.extents()]).toEqual([
      { start: 0, length: 1024, kind: 'data', depth: 0, offset: 512, file: 0 },
      { start: 1024, length: 1536, kind: 'zero', depth: 0 },
      { start: 2560, length: 512, kind: 'data', depth: 0, offset: 0, file: 2 },
      { start: 3072, length: 1024, kind: 'data', depth: 0, offset: 0, file: 3 },
    ])
    const bytes = new Uint8Array(disk.size)
    disk.read(bytes, 0)
    const starts = [0, 1024, 2560, 3072, 3584].map((at) => bytes[at])
    expect(starts).toEqual([1, 0, 2, 3, 0])
  })

  test('that are not here leave the rest of the disk to be read', () => {
    const source = descriptor('RW 1 FLAT "one" 0', 'RW 1 FLAT "two" 0', 'NOACCESS 1 FLAT "one" 0')
    const { disk } = opened(source, { one: filled(1, 1) })
    const faults = new FaultLog()
    const held = [...disk.extents(0, disk.size, faults)]
    expect(held.map(({ kind, file }) => [kind, file])).toEqual([
      ['data', 0],
      ['missing', 1],
      ['invalid', 2],
    ])
    // What is not here is no fault of the descriptor.
    expect(inEnglish(faults.kept).map(({ message }) => message)).toEqual([
      'The extent "one" is not accessible',
    ])
    const target = new Uint8Array(SECTOR)
    disk.read(target, 0)
    expect(target[0]).toBe(1)
    expect(() => disk.read(target, SECTOR)).toThrow('The extent "two" is not here')
  })
})

describe('hostile extents', () => {
  test.each(HOSTILE)('%j is named and never asked for', (name) => {
    expect(isPlainName(name)).toBe(false)
    const source = descriptor(`RW 1 FLAT "${name}" 0`)
    const { vmdk } = inspectImage(source)
    expect(vmdk?.descriptor?.extents).toMatchObject([{ name }])
    const { disk, asked } = opened(source, { [name]: filled(1, 1) })
    expect(asked).toEqual([])
    // After a protocol's colon a password may stand.
    const shown = name.replace('a:b', 'a:…')
    const why = `The extent ${JSON.stringify(shown)} is not a file beside the descriptor`
    expect(() => disk.read(new Uint8Array(1), 0)).toThrow(why)
  })

  test('are told apart from those that are only not here', () => {
    const found = inspectImage(descriptor('RW 1 FLAT "/etc/passwd" 0', 'RW 1 FLAT "gone" 0'))
    const asked: string[] = []
    const files = extentFiles(found.vmdk?.descriptor ?? { extents: [] }, (name) => {
      asked.push(name)
      return undefined
    })
    expect(asked).toEqual(['gone'])
    expect(files).toEqual([
      { name: '/etc/passwd', state: 'refused' },
      { name: 'gone', state: 'not-here' },
    ])
  })

  test('are each looked at, one after the other, though so many are not open at once', () => {
    const names = Array.from({ length: 5000 }, (_, at) => `d-s${String(at).padStart(5, '0')}.vmdk`)
    const source = descriptor(...names.map((name) => `RW 4194304 SPARSE "${name}"`))
    let open = 0
    const { descriptor: read } = inspectImage(source).vmdk ?? {}
    const files = extentFiles(read ?? { extents: [] }, () => {
      open += 1
      expect(open).toBe(1)
      const close = () => {
        open -= 1
      }
      return { source: memorySource(new Uint8Array(0)), allocated: 512, close }
    })
    expect(files.filter(({ state }) => state === 'here')).toHaveLength(5000)
    expect(() => opened(source, {})).toThrow('at most 1024 files of one disk open at once')
  })

  test('of zeros are not counted among the files that are open at once, for they are in none', () => {
    const zeros = Array.from({ length: 1025 }, () => 'RW 1 ZERO')
    const { disk } = opened(descriptor(...zeros, 'RW 1 FLAT "one" 0', 'RW 2 ZERO'), {
      one: filled(1, 1),
    })
    const at = 1025 * SECTOR
    expect([...disk.extents()]).toEqual([
      { start: 0, length: at, kind: 'zero', depth: 0 },
      { start: at, length: SECTOR, kind: 'data', depth: 0, offset: 0, file: 1025 },
      { start: at + SECTOR, length: 2 * SECTOR, kind: 'zero', depth: 0 },
    ])
    const bytes = new Uint8Array(3 * SECTOR).fill(9)
    disk.read(bytes, at - SECTOR)
    expect([bytes[0], bytes[SECTOR - 1], bytes[SECTOR], bytes[2 * SECTOR - 1]]).toEqual([
      0, 0, 1, 1,
    ])
    expect(bytes.subarray(2 * SECTOR).every((byte) => byte === 0)).toBe(true)
  })

  test('that lead elsewhere are told by a scan, of many the first, and that there are more', () => {
    const names = HOSTILE.filter((name) => name !== '')
    const many = Array.from({ length: 65 }, (_, at) => `/a/${at}`)
    const extents = (all: readonly string[]) => all.map((name) => `RW 1 FLAT "${name}" 0`)
    const few = inspectImage(descriptor(...extents(['beside', ...names]))).summary
    expect([few.extents, few.extentsElsewhere, few.hasMoreExtents]).toEqual([
      ['beside'],
      names,
      undefined,
    ])
    const more = inspectImage(descriptor(...extents(many))).summary
    expect([more.extentsElsewhere, more.hasMoreExtents]).toEqual([many.slice(0, 64), true])
  })

  test('of a size that nobody can count are refused', () => {
    const many = Array.from({ length: 1025 }, () => 'RW 1 FLAT "x" 0')
    expect(() => opened(descriptor(...many), {})).toThrow('at most 1024')
    const large = Array.from({ length: 30 }, () => 'RW 999999999999999 ZERO')
    expect(() => opened(descriptor(...large), {})).toThrow('at most 2^53 bytes')
  })
})
