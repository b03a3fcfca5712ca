import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDiskAt } from '../../electron/files/open-disk.ts'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { MapEntry } from '../../shared/formats/disk/map.ts'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { sha256 } from '../helpers/bytes/sha256.ts'
import { commandHere } from '../helpers/command-here.ts'
import { qemuImg, qemuIo } from '../helpers/images/disk-images.ts'
import { mapEntries } from '../helpers/images/map-entries.ts'
import { expectSameReads } from '../helpers/images/same-reads.ts'
import { convertedDisk, formatCases } from '../helpers/images/vm-disks.ts'
import { runQemuImg, temporaryFolder } from '../helpers/programs/qemu-img.ts'

const folder = temporaryFolder()
const results = temporaryFolder()
const cases = formatCases(folder, 20264)
const cli = cliOfTests()

describe('guest bytes of other formats are those that qemu-img converts', () => {
  test.each(cases)('$title', (one) => {
    const expected = convertedDisk(one, join(results, 'theirs.raw'))
    const { disk, gaps, close } = openDiskAt({ named: one.path, real: one.path })
    expect(gaps).toEqual([])
    expectSameReads(disk, expected)
    close()
  })
})

describe('export writes what qemu-img convert writes', () => {
  test.each(cases)('$title', async ({ title, path, format }) => {
    const [ours, theirs] = [join(results, 'ours.raw'), join(results, 'theirs.raw')]
    qemuImg('convert', '-f', format, '-O', 'raw', path, theirs)
    const { status, stderr } = await commandHere(['export', path, '-o', ours])
    // Of what QEMU takes for raw unless it is told, it is said that it is none.
    const told = /subformat=fixed/.test(title) && format === 'vpc' ? /read as a fixed VHD/ : /^$/
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(told) })
    expect(sha256(ours)).toBe(sha256(theirs))
    rmSync(ours)
  })
})

type Compared = Omit<MapEntry, 'compressed'>

/**
 * What both can know. `compressed` came with qemu 8.2; qemu asks the file system for the holes of
 * plain files and adds `zero` to their data, which Node cannot.
 */
function comparable(entries: readonly MapEntry[]): readonly Compared[] {
  const runs: Compared[] = []
  for (const { compressed: _, ...entry } of entries) {
    const next = entry.data ? { ...entry, zero: false } : entry
    const run = runs.at(-1)
    const { length: _length, start: _start, offset: _offset, ...kind } = next
    const place = run?.offset === undefined ? undefined : run.offset + run.length
    if (run !== undefined && next.offset === place && isOfKind(run, kind)) {
      runs[runs.length - 1] = { ...run, length: run.length + next.length }
    } else runs.push(next)
  }
  return runs
}

function isOfKind(run: Compared, kind: Partial<Compared>): boolean {
  return Object.entries(kind).every(([key, value]) => run[key as keyof Compared] === value)
}

function ourMap(path: string): readonly Compared[] {
  const { disk, close } = openDiskAt({ named: path, real: path })
  const faults = new FaultLog()
  const entries = comparable([...mapEntries(disk, { faults })])
  close()
  expect(faults.kept).toEqual([])
  return entries
}

describe('the map of a disk is qemu-img’s', () => {
  test.each(cases)('$title', ({ path, format }) => {
    const json = qemuImg('map', '--output=json', '-f', format, path)
    expect(ourMap(path)).toEqual(comparable(JSON.parse(json) as MapEntry[]))
  })

  test.each(cases)('as a table of files: $title', async ({ path, format }) => {
    const theirs = runQemuImg('/', ['map', '-f', format, path])
    const { stdout } = await commandHere(['map', path])
    if (theirs.status === 0) expect(withoutHoles(stdout)).toBe(withoutHoles(theirs.stdout))
    // qemu-img gives up where data is compressed, which the column says here.
    else expect(stdout).toContain('compressed')
  })
})

/** Lines that go on in the same file at the next byte as one: qemu-img leaves the holes of files out. */
function withoutHoles(table: string): string {
  const [head = '', ...lines] = table.trim().split('\n')
  const files = lines.map((line) => line.slice(48))
  return [head, ...new Set(files)].join('\n')
}

describe('a disk that qemu-img splits at 2 GiB', () => {
  test.each(['twoGbMaxExtentSparse', 'twoGbMaxExtentFlat'])('%s', (subformat) => {
    const path = join(folder, `split-${subformat}.vmdk`)
    qemuImg('create', '-q', '-f', 'vmdk', '-o', `subformat=${subformat}`, path, '5G')
    const [first, second] = [2 ** 31, 2 ** 32]
    const write = (pattern: number, at: number): string => `write -P ${pattern} ${at} 131072`
    qemuIo(path, [write(7, first - 65_536), write(9, second - 65_536)], 'vmdk')
    const { disk, gaps, close } = openDiskAt({ named: path, real: path })
    expect(gaps).toEqual([])
    for (const [at, pattern] of [
      [first, 7],
      [second, 9],
    ] as const) {
      const target = new Uint8Array(131_072)
      disk.read(target, at - 65_536)
      expect(target.every((byte) => byte === pattern)).toBe(true)
    }
    close()
    const json = qemuImg('map', '--output=json', path)
    expect(ourMap(path)).toEqual(comparable(JSON.parse(json) as MapEntry[]))
    const { stdout } = cli.run(['info', '--output', 'json', path])
    expect(stdout).toBe(qemuImg('info', '--output=json', '-U', path))
  })
})

describe('the commands take every format', () => {
  test.each(cases)('read: $title', (one) => {
    const expected = convertedDisk(one, join(results, 'theirs.raw')).subarray(200_001, 270_002)
    const args = ['read', one.path, '--offset', '200001', '--length', '70001']
    const ours = execFileSync(process.execPath, [cli.path, ...args])
    expect(Buffer.compare(ours, expected)).toBe(0)
  })

  test.each(cases.filter(({ title }) => !title.includes('fixed')))(
    'info: $title',
    async ({ path }) => {
      const [cwd, name] = [dirname(path), path.slice(dirname(path).length + 1)]
      const theirs = qemuImg('info', '--output=json', '-U', path)
      expect((await commandHere(['info', '--output', 'json', path])).stdout).toBe(theirs)
      expect(cli.run(['info', name], { cwd }).stdout).toBe(
        runQemuImg(cwd, ['info', '-U', name]).stdout,
      )
    },
  )
})
