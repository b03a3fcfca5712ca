import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { parseCsv } from '../../../helpers/csv.ts'
import { qemuImg, temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { cliOfTests } from '../built-cli.ts'

const folder = temporaryFolder()
const MiB = 2 ** 20
const cli = cliOfTests()

beforeAll(() => {
  chmodSync(folder, 0o755)
}, 120_000)

const uuid = (n: number) => `0000000${n}-0000-4000-8000-000000000000`

/** An instances_path with one instance for each of these, that has a disk of so many MiB. */
function instancesPath(name: string, sizes: readonly number[]): string {
  const path = join(folder, name)
  sizes.forEach((size, n) => {
    mkdirSync(join(path, uuid(n)), { recursive: true })
    qemuImg(join(path, uuid(n)), 'create', '-q', '-f', 'qcow2', 'disk', `${size}M`)
  })
  return path
}

function scan(format: string, path: string): string {
  return cli.run(['scan', '--format', format, path], { ordinaryUser: true }).stdout
}

function jsonOf(path: string) {
  return nodeReportSchema.parse(JSON.parse(scan('json', path)))
}

/** The rows of a CSV table by their uuid. */
function csvOf(path: string, table = 'csv'): Readonly<Record<string, Record<string, string>>> {
  const [header = [], ...rows] = parseCsv(scan(table, path))
  const named = rows.map((row) => Object.fromEntries(header.map((key, at) => [key, row[at] ?? ''])))
  return Object.fromEntries(named.map((row) => [row['uuid'] ?? row['instance_uuid'], row]))
}

/** A line of the table by how it begins. */
function line(path: string, start: string): string {
  const found = scan('table', path)
    .split('\n')
    .find((one) => one.startsWith(start))
  return found?.replaceAll(/ {2,}/g, ' ') ?? ''
}

describe('a folder of an instance that may not be read', () => {
  const path = instancesPath('shut', [64, 64])
  chmodSync(join(path, uuid(1)), 0)

  test('makes every sum over disks one of at least so much, in the table', () => {
    expect(line(path, 'Virtual')).toBe(
      'Virtual >= 64.0 MiB 1 disk, without what was not seen of 1 instance',
    )
    expect(line(path, 'Over-commit')).toMatch(/^Over-commit >= 63\.8 MiB /)
    expect(line(path, 'Allocated')).toMatch(/^Allocated >= .* without 1 unreadable entry$/)
    expect(line(path, 'disk_available_least')).toBe(
      'disk_available_least - not everything could be read',
    )
    expect(line(path, uuid(1))).toMatch(/^\S+ - - >= 4\.00 KiB - - 1$/)
  })

  test('is marked in the JSON report, and in its sums', () => {
    const { totals, nova, growth, instances } = jsonOf(path)
    const [whole, shut] = instances
    expect(whole).toMatchObject({ incomplete: false, virtualBytes: 64 * MiB })
    expect(shut).toMatchObject({ incomplete: true, disks: [], sizes: null })
    expect(totals).toMatchObject({ incompleteInstances: 1, hidden: 1, disksOfUnknownSize: 0 })
    expect(totals.diskAvailableLeastBytes).toBeNull()
    expect(nova).toMatchObject({ unknown: 'incomplete', overCommittedBytes: null })
    expect(growth).toMatchObject({ incompleteInstances: 1, shortfallBytes: null })
  })

  test('has no number for what is in it in the CSV table', () => {
    const rows = csvOf(path)
    const inIt = ['disks', 'files', 'virtual_bytes', 'overcommitted_bytes', 'exclusive_bytes']
    expect(inIt.map((column) => rows[uuid(1)]?.[column])).toEqual(['', '', '', '', ''])
    expect(rows[uuid(1)]).toMatchObject({ incomplete: 'true', disks_of_unknown_size: '' })
    expect(rows[uuid(0)]).toMatchObject({ incomplete: 'false', disks: '1', files: '1' })
  })
})

test('of entries that may not be read each sum says how many it leaves out, of how many', () => {
  const path = join(folder, 'of-nobody')
  mkdirSync(join(path, 'shut'), { recursive: true })
  qemuImg(path, 'create', '-q', '-f', 'qcow2', 'shown', '64M')
  qemuImg(path, 'create', '-q', '-f', 'qcow2', 'hidden', '64M')
  for (const name of ['shut', 'hidden']) chmodSync(join(path, name), 0)
  expect(line(path, 'PARTIAL')).toMatch(/^PARTIAL: 2 entries could not be read/)
  expect(line(path, 'Allocated')).toMatch(/ without what 1 of 2 unreadable entries holds$/)
  expect(line(path, 'Virtual')).toBe('Virtual >= 64.0 MiB 1 image, without 2 unreadable entries')
})

describe('a disk that may not be read', () => {
  const path = instancesPath('unread', [64, 64])
  qemuImg(join(path, uuid(0)), 'create', '-q', '-f', 'qcow2', 'disk.eph0', '8M')
  chmodSync(join(path, uuid(0), 'disk.eph0'), 0)
  chmodSync(join(path, uuid(1), 'disk'), 0)

  test('is in no sum, and each sum says so, in the table', () => {
    expect(line(path, 'Virtual')).toBe('Virtual >= 64.0 MiB 3 disks, 2 of unknown size not counted')
    expect(line(path, 'Over-commit')).toMatch(/^Over-commit >= 63\.8 MiB /)
    expect(line(path, uuid(0))).toContain(`${uuid(0)} 2 >= 64.0 MiB `)
    expect(line(path, uuid(1))).toContain(`${uuid(1)} 1 - `)
  })

  test('has null for what nobody knows of it in the JSON report', () => {
    const { totals, nova, growth, instances } = jsonOf(path)
    expect(totals).toMatchObject({ virtualBytes: 64 * MiB, disksOfUnknownSize: 2, hidden: 0 })
    expect(nova).toMatchObject({ overCommittedBytes: null })
    expect(growth).toMatchObject({ unknownDisks: 2, shortfallBytes: null })
    expect(instances[0]).toMatchObject({ virtualBytes: 64 * MiB, disksOfUnknownSize: 1 })
    expect(instances[1]).toMatchObject({ disksOfUnknownSize: 1, incomplete: false })
    expect(instances[1]?.disks[0]).toMatchObject({
      virtualBytes: null,
      overCommittedBytes: null,
      nova: { type: 'unknown', virt_disk_size: null, over_committed_disk_size: null },
    })
  })

  test('has empty cells in the CSV tables, and leaves a known part that is marked', () => {
    const rows = csvOf(path)
    expect(rows[uuid(0)]).toMatchObject({
      virtual_bytes: String(64 * MiB),
      disks_of_unknown_size: '1',
    })
    expect(rows[uuid(1)]).toMatchObject({ virtual_bytes: '', overcommitted_bytes: '', disks: '1' })
    expect(csvOf(path, 'csv-disks')[uuid(1)]).toMatchObject({
      virtual_bytes: '',
      overcommitted_bytes: '',
      nova_type: 'unknown',
      nova_over_committed_disk_size: '',
    })
  })
})

test('where no disk could be read, no sum of them is known', () => {
  const path = instancesPath('none', [64])
  chmodSync(join(path, uuid(0), 'disk'), 0)
  expect(line(path, 'Virtual')).toBe('Virtual - 1 disk, 1 of unknown size not counted')
  expect(line(path, 'Over-commit')).toMatch(/^Over-commit - what/)
})

test('a disk in a folder that can be listed and not looked into has no size at all', () => {
  const path = instancesPath('listed', [64])
  writeFileSync(join(path, uuid(0), 'console.log'), 'x')
  chmodSync(join(path, uuid(0)), 0o744)
  const [row] = jsonOf(path).instances
  expect(row).toMatchObject({ incomplete: true, disksOfUnknownSize: 1, files: 2 })
  expect(row?.disks[0]).toMatchObject({
    lengthBytes: null,
    allocatedBytes: null,
    allocatedFrom: 'unknown',
    virtualBytes: null,
  })
})

/** Cells of the last column of the table of what moves, and those before it, of an instance. */
function moved(path: string, n: number): readonly string[] {
  const [, part = ''] = scan('table', path).split('What moves with an instance')
  const row = part.split('\n').find((one) => one.startsWith(uuid(n))) ?? ''
  return row.split(/ {2,}/).slice(1)
}

/** The columns of what moves, in the CSV table. */
function movedCsv(path: string, n: number): readonly (string | undefined)[] {
  const row = csvOf(path)[uuid(n)] ?? {}
  const sums = ['moved_bytes', 'moved_length_bytes', 'with_base_there_bytes']
  return [...sums, 'broken_disks'].map((name) => row[`migration_${name}`])
}

describe('what must travel with an instance', () => {
  const path = instancesPath('travel', [64, 64, 64])
  const [shut, partly, unread] = [0, 1, 2].map((n) => join(path, uuid(n)))
  mkdirSync(`${partly}/hidden`)
  writeFileSync(`${unread}/disk`, '')
  truncateSync(`${unread}/disk`, 64 * MiB)
  for (const closed of [`${shut}`, `${partly}/hidden`, `${unread}/disk`]) chmodSync(closed, 0)

  test('is no number for one into whose folder nobody may look', () => {
    expect(moved(path, 0)).toEqual(['-', '-', '-', '-', 'its folder could not be read'])
    expect(movedCsv(path, 0)).toEqual(['', '', '', ''])
    expect(jsonOf(path).instances[0]?.migration).toBeNull()
  })

  test('is at least so much where a part of the folder could not be read', () => {
    const [files, ...sizes] = moved(path, 1)
    expect(files).toBe('>= 1')
    for (const size of sizes.slice(0, 3)) expect(size).toMatch(/^>= \d/)
    expect(movedCsv(path, 1)).toEqual(['', '', '', '0'])
    expect(jsonOf(path).instances[1]?.migration).toMatchObject({
      movedBytes: null,
      movedLengthBytes: null,
      withBaseThereBytes: null,
      withBaseThereLengthBytes: null,
      flattenedBytes: null,
      flattenedUnknown: 'folder',
    })
  })

  test('does not say of a disk that nobody may read that it lacks a file', () => {
    const [files, together, length, own, needs] = moved(path, 2)
    expect([files, together, length]).toEqual(['1', '-', '-'])
    expect(own).toMatch(/^\d/)
    expect(needs).toBe('disk could not be read, so what it needs is not known')
    expect(jsonOf(path).instances[2]?.migration).toMatchObject({
      movedBytes: null,
      broken: [expect.stringMatching(/disk$/)],
      flattenedUnknown: 'chain',
    })
  })
})
