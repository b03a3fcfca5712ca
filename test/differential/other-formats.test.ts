import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FaultLog } from '../../shared/formats/disk/fault-log.ts'
import type { MapEntry } from '../../shared/formats/disk/map.ts'
import { cliOfTests } from '../electron/cli/built-cli.ts'
import { sha256 } from '../helpers/bytes/sha256.ts'
import type { ChainCase } from '../helpers/images/chain-matrix.ts'
import { comparable } from '../helpers/images/comparable-map.ts'
import { qemuImg } from '../helpers/images/disk-images.ts'
import { type FormatSpec, makeFormats, mixedChains } from '../helpers/images/format-images.ts'
import { mapEntries } from '../helpers/images/map-entries.ts'
import { openFiles } from '../helpers/images/open-files.ts'
import { expectSameBytes } from '../helpers/images/same-reads.ts'
import { SeededRandom } from '../helpers/images/seeded-random.ts'
import { temporaryFolder } from '../helpers/programs/qemu-img.ts'

const KIB = 1024
const folder = temporaryFolder()
const results = temporaryFolder()
const random = new SeededRandom(20264)

const SPECS: readonly FormatSpec[] = [
  ...[4 * KIB, 64 * KIB, 1024 * KIB].flatMap((unit) =>
    [2, 16].map((table): FormatSpec => {
      const options = `cluster_size=${unit},table_size=${table}`
      const title = `QED, clusters of ${unit}, tables of ${table}`
      return { title, format: 'qed', options, size: Math.min(unit * 300, 32 << 20) + 1536, unit }
    }),
  ),
  { title: 'qcow', format: 'qcow', size: 5_000_192, unit: 4 * KIB },
  { title: 'qcow, packed', format: 'qcow', size: 5_000_192, unit: 4 * KIB, packed: 60 },
  ...[4 * KIB, 64 * KIB, 1024 * KIB].map((unit): FormatSpec => {
    const options = `cluster_size=${unit}`
    const title = `Parallels, clusters of ${unit}`
    return { title, format: 'parallels', options, size: unit * 60 + 512 * 3, unit }
  }),
  ...[
    ['block_size=1M', 1 << 20],
    ['block_size=2M,log_size=2M', 2 << 20],
    ['block_size=8M,block_state_zero=off', 8 << 20],
    ['subformat=fixed,block_size=1M', 1 << 20],
    // The last block of each is not all in the file.
    ['subformat=fixed,block_size=1M,block_state_zero=off', 1 << 20],
    ['subformat=fixed,block_size=8M,block_state_zero=off', 8 << 20],
    ['subformat=fixed,block_size=64M,block_state_zero=off', 64 << 20],
  ].map(([options, unit]): FormatSpec => {
    const shape = { options: `${options}`, unit: Number(unit) / 16 }
    return { title: `VHDX, ${options}`, format: 'vhdx', size: 20_000_256, ...shape }
  }),
]
const cases = [...makeFormats(folder, SPECS, random), ...mixedChains(folder, random)]
const cli = cliOfTests()

function activeOf({ files }: ChainCase): { readonly path: string; readonly format: string } {
  const [active] = files
  if (active === undefined) throw new Error('no file')
  return { path: active.path, format: active.format ?? 'qcow2' }
}

function converted(chain: ChainCase): Buffer {
  const raw = join(results, 'converted.raw')
  const { path, format } = activeOf(chain)
  qemuImg('convert', '-f', format, '-O', 'raw', path, raw)
  return readFileSync(raw)
}

const isVhdx = ({ files }: ChainCase) => files.some(({ format }) => format === 'vhdx')

/** One of each format that qemu-img maps; its own map joins less than ours where data is packed. */
const isPrinted = ({ title }: ChainCase) => PRINTED.includes(title)
const PRINTED = ['QED, clusters of 65536, tables of 2', 'qcow', 'Parallels, clusters of 65536']

describe('what the guest sees is what qemu-img says', () => {
  test.each(cases.filter((chain) => !isVhdx(chain)))('the map of $title', (chain) => {
    const { disk, close } = openFiles(chain.files)
    const faults = new FaultLog()
    const entries = comparable([...mapEntries(disk, { faults })])
    close()
    const { path, format } = activeOf(chain)
    const theirs = JSON.parse(qemuImg('map', '--output=json', '-f', format, path)) as MapEntry[]
    expect(entries).toEqual(comparable(theirs))
    expect(faults.kept).toEqual([])
  })

  test.each(cases.filter(isVhdx))(
    'the map of $title, in which qemu-img sees only data',
    (chain) => {
      const { path, format } = activeOf(chain)
      const theirs = JSON.parse(qemuImg('map', '--output=json', '-f', format, path)) as MapEntry[]
      expect(theirs.map(({ data, offset }) => ({ data, offset }))).toEqual([{ data: true }])
      const { disk, close } = openFiles(chain.files)
      const faults = new FaultLog()
      const ours = [...disk.extents(0, undefined, faults)]
      close()
      expect(faults.kept).toEqual([])
      expect(ours.every(({ kind, offset }) => (kind === 'data') === (offset !== undefined))).toBe(
        true,
      )
    },
  )

  test.each(cases)('every byte, and unaligned ranges, of $title', (chain) => {
    const expected = converted(chain)
    const { disk, close } = openFiles(chain.files)
    expectSameBytes(disk, expected)
    close()
  })

  test.each(cases.filter(isPrinted))(
    'map and read print for $title what qemu-img prints',
    (chain) => {
      const { path, format } = activeOf(chain)
      const map = cli.run(['map', '--output', 'json', path])
      const ours = map.stdout.replaceAll(/, "compressed": (true|false)/g, '')
      expect(ours).toBe(qemuImg('map', '--output=json', '-f', format, path))
      const part = ['--offset', '123457', '--length', '70001']
      const bytes = execFileSync(process.execPath, [cli.path, 'read', path, ...part])
      const expected = converted(chain).subarray(123_457, 123_457 + 70_001)
      expect(Buffer.compare(bytes, expected)).toBe(0)
    },
  )

  test.each(cases)('the export of $title', (chain) => {
    const expected = converted(chain)
    const ours = join(results, 'ours.raw')
    const { status, stderr } = cli.run(['export', activeOf(chain).path, '-o', ours])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(sha256(readFileSync(ours))).toBe(sha256(expected))
    expect(statSync(ours).size).toBe(expected.length)
    rmSync(ours)
  })
})
