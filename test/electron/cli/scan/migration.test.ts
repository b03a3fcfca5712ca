import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type NodeReport, nodeReportSchema } from '../../../../shared/report/schema/schema.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { parseCsv } from '../../../helpers/csv.ts'
import { overlayOn, qemuImg } from '../../../helpers/programs/qemu-img.ts'
import {
  BASE,
  DISK,
  DOMAIN,
  FOLDER,
  INSTANCES,
  smallNode,
} from '../../../helpers/trees/small-node.ts'
import { cliOfTests } from '../built-cli.ts'

const OTHER = `${INSTANCES}/bbbbbbbb-0000-4000-8000-000000000002`
const EMPTY = `${INSTANCES}/cccccccc-0000-4000-8000-000000000003`
const SNAPSHOT = `${INSTANCES}/snapshots/tmpabcd1234/${'c'.repeat(32)}.delta`
const node = smallNode()
const cli = cliOfTests()
let report: NodeReport

function scanned(): NodeReport {
  const { stdout } = cli.run(['scan', '--format', 'json', node.root])
  return nodeReportSchema.parse(JSON.parse(stdout))
}

function migrationOf(path: string, of = report) {
  const found = of.instances.find((one) => one.path === path)
  if (found?.migration == null) throw new Error(`no migration of ${path}`)
  return found.migration
}

const blocks = (path: string) => lstatSync(node.path(path)).blocks * 512
const length = (path: string) => lstatSync(node.path(path)).size
const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0)

function overlay(path: string, backing: string, format: string): void {
  node.write(path, '')
  overlayOn(node.root, backing, path, '16M', format)
}

beforeAll(() => {
  overlay(`${OTHER}/disk`, `/${BASE}`, 'raw')
  node.write(`${EMPTY}/console.log`, 'booted from a volume')
  overlay(SNAPSHOT, `/${BASE}`, 'raw')
  report = scanned()
})

describe('what must travel with an instance', () => {
  test('is in the table of instances too', () => {
    const { stdout } = cli.run(['scan', '--format', 'csv', node.root])
    const [header = [], ...rows] = parseCsv(stdout)
    const row = rows.find((cells) => cells[header.indexOf('path')] === FOLDER) ?? []
    const cells = Object.fromEntries(header.map((key, at) => [key, row[at]]))
    const { needs, movedBytes, movedLengthBytes, withBaseThereBytes } = migrationOf(FOLDER)
    expect(cells).toMatchObject({
      migration_needs: String(needs.length),
      migration_moved_bytes: String(movedBytes),
      migration_moved_length_bytes: String(movedLengthBytes),
      migration_with_base_there_bytes: String(withBaseThereBytes),
      migration_broken_disks: '0',
    })
  })

  test('is in the report for the terminal, of the instances that it shows', () => {
    const { stdout } = cli.run(['scan', node.root])
    const [, after = ''] = stdout.split('What moves with an instance (3)\n')
    const [header = '', ...rows] = after.split('\n\n')[0]?.split('\n') ?? []
    expect(header).toMatch(/^NAME +UUID +FILES +MOVED +WITHOUT HOLES +BASES THERE +NEEDS BESIDE$/)
    const row = rows.find((line) => line.includes(basename(FOLDER))) ?? ''
    const { files, movedBytes, movedLengthBytes, withBaseThereBytes } = migrationOf(FOLDER)
    const sizes = [movedBytes, movedLengthBytes, withBaseThereBytes].map((bytes) => {
      return formatSize(bytes ?? 0)
    })
    expect(row.split(/ {2,}/).slice(2)).toEqual([
      String(files),
      ...sizes,
      // By its first digits, as everywhere where there is little room; both take less than 1 MiB.
      `${basename(BASE).slice(0, 8)}, ${basename(DOMAIN)}`,
    ])
    const few = cli.run(['scan', '--top', '1', node.root]).stdout
    expect(few).toMatch(/What moves with an instance \(3\)\n.*\n.*\n\.\.\. and 2 more\n/)
  })

  test('is its files with what they stand on and its domain XML, to the byte', () => {
    const own = readdirSync(node.path(FOLDER)).map((name) => `${FOLDER}/${name}`)
    const needs = [BASE, DOMAIN]
    expect(migrationOf(FOLDER)).toEqual({
      files: own.length,
      linkedFiles: [],
      alsoInFolder: [],
      needs,
      movedBytes: blocks(FOLDER) + sum([...own, ...needs].map(blocks)),
      movedLengthBytes: sum([...own, ...needs].map(length)),
      needed: needs.map((path) => ({
        path,
        kind: path === BASE ? 'backing' : 'domain',
        instance: null,
        inImageCache: path === BASE,
        allocatedBytes: blocks(path),
        lengthBytes: length(path),
        otherUsers: path === BASE ? 1 : 0,
      })),
      withBaseThereBytes: blocks(FOLDER) + sum([...own, DOMAIN].map(blocks)),
      withBaseThereLengthBytes: sum([...own, DOMAIN].map(length)),
      flattenedBytes: null,
      flattenedUnknown: 'tables',
      broken: [],
      lacking: [],
      hostDevices: [],
    })
  })

  test('is no space beyond the end of a file, which no copy moves', () => {
    const taken = smallNode()
    const all = () => {
      const { stdout } = cli.run(['scan', '--format', 'json', taken.root])
      return nodeReportSchema.parse(JSON.parse(stdout))
    }
    const before = migrationOf(FOLDER, all())
    taken.run('fallocate', '-n', '-l', '48M', taken.path(DISK))
    taken.run('fallocate', '-n', '-l', '16M', taken.path(DOMAIN))
    const report = all()
    expect(report.instances[0]?.allocatedBytes).toBeGreaterThan(48 * 2 ** 20)
    const { movedBytes, withBaseThereBytes, needed } = migrationOf(FOLDER, report)
    expect({ movedBytes, withBaseThereBytes }).toEqual({
      movedBytes: before.movedBytes,
      withBaseThereBytes: before.withBaseThereBytes,
    })
    expect(needed[1]?.allocatedBytes).toBe(16 * 2 ** 20)
    const copy = taken.path('copy')
    taken.run('cp', '-r', '--sparse=always', taken.path(FOLDER), copy)
    const took = readdirSync(copy).map((name) => lstatSync(join(copy, name)).blocks * 512)
    expect(sum(took)).toBeLessThanOrEqual(withBaseThereBytes ?? 0)
  })

  test('has the disk to which a symlink in its folder leads, of which a copy of the folder has nothing', () => {
    const linked = smallNode()
    const moved = 'mnt/fast/disk-1'
    linked.write(moved, '')
    linked.run('mv', DISK, moved)
    linked.run('ln', '-s', `/${moved}`, DISK)
    const { stdout } = cli.run(['scan', '--format', 'json', linked.root])
    const { linkedFiles, movedBytes, files } = migrationOf(
      FOLDER,
      nodeReportSchema.parse(JSON.parse(stdout)),
    )
    const { blocks, size } = lstatSync(linked.path(moved))
    expect(linkedFiles).toEqual([
      { path: moved, linkedFrom: DISK, allocatedBytes: blocks * 512, lengthBytes: size },
    ])
    expect({ movedBytes, files }).toEqual({
      movedBytes: migrationOf(FOLDER).movedBytes,
      files: migrationOf(FOLDER).files,
    })
    const text = `disk itself, which is ${moved} ${formatSize(blocks * 512)}, `
    expect(cli.run(['scan', linked.root]).stdout).toContain(text)
  })

  test('goes with large files of its folder that are none of its disks, which is said', () => {
    const old = smallNode()
    const [copy, log] = [`${FOLDER}/disk.2026-08-01`, `${FOLDER}/console.log`]
    qemuImg(old.root, 'rebase', '-q', '-u', '-b', '', DISK)
    old.run('qemu-io', '-f', 'qcow2', '-c', 'write -q -P 7 0 3M', old.path(DISK))
    qemuImg(old.root, 'rebase', '-q', '-u', '-b', `/${BASE}`, '-F', 'raw', DISK)
    old.run('cp', DISK, copy)
    old.run('ln', DISK, `${FOLDER}/disk.bak`)
    old.write(log, 'x'.repeat(2 ** 20))
    old.write(`${FOLDER}/console.log.0`, 'x'.repeat(2 ** 16))
    const { stdout } = cli.run(['scan', '--format', 'json', old.root])
    const { alsoInFolder } = migrationOf(FOLDER, nodeReportSchema.parse(JSON.parse(stdout)))
    const size = (path: string) => lstatSync(old.path(path)).blocks * 512
    expect(alsoInFolder).toMatchObject([
      { path: copy, kind: 'image', allocatedBytes: size(copy) },
      { path: log, kind: 'console', allocatedBytes: size(log) },
    ])
    const along = [copy, log].map((path) => `${basename(path)} ${formatSize(size(path))}`)
    expect(cli.run(['scan', old.root]).stdout).toContain(
      `; along with the folder: ${along.join(', ')}\n`,
    )
  })

  test('names what a block job copies a disk to as that, by the mirror in its XML', () => {
    const busy = smallNode()
    const copy = `${FOLDER}/disk.moved`
    busy.write(copy, 'x'.repeat(2 ** 20))
    const mirror = `<mirror type="file" job="copy"><source file="/${copy}"/></mirror></disk>`
    busy.write(DOMAIN, readFileSync(busy.path(DOMAIN), 'utf8').replace('</disk>', mirror))
    const { stdout } = cli.run(['scan', '--format', 'json', busy.root])
    const { alsoInFolder } = migrationOf(FOLDER, nodeReportSchema.parse(JSON.parse(stdout)))
    expect(alsoInFolder).toMatchObject([{ path: copy, kind: 'copy' }])
  })

  test('of one without a disk is nothing to flatten', () => {
    expect(migrationOf(EMPTY)).toMatchObject({ flattenedBytes: 0, flattenedUnknown: null })
  })

  test('counts the disk of another instance as no base, and says whose it is', () => {
    const clone = smallNode()
    const path = `${OTHER}/disk`
    clone.write(path, '')
    overlayOn(clone.root, `/${DISK}`, path, '16M', 'qcow2')
    const { stdout } = cli.run(['scan', '--format', 'json', clone.root])
    const { needed, movedBytes, withBaseThereBytes } = migrationOf(
      OTHER,
      nodeReportSchema.parse(JSON.parse(stdout)),
    )
    expect(needed).toMatchObject([
      { path: DISK, kind: 'backing', instance: FOLDER, inImageCache: false },
      { path: BASE, kind: 'backing', instance: null, inImageCache: true },
    ])
    const size = (one: string) => lstatSync(clone.path(one)).blocks * 512
    expect(withBaseThereBytes).toBe(sum([OTHER, path, DISK].map(size)))
    expect(movedBytes).toBe(sum([OTHER, path, DISK, BASE].map(size)))
    const text = cli.run(['scan', clone.root]).stdout
    expect(text).toContain(`${basename(FOLDER)}/disk, ${basename(BASE).slice(0, 8)}\n`)
  })

  test('says whose chain is not whole, and that its size is not known', () => {
    const lost = smallNode()
    rmSync(lost.path(BASE))
    const { stdout } = cli.run(['scan', '--format', 'json', lost.root])
    const broken = migrationOf(FOLDER, nodeReportSchema.parse(JSON.parse(stdout)))
    expect(broken).toMatchObject({ broken: [DISK], flattenedUnknown: 'chain', movedBytes: null })
    expect(broken.withBaseThereBytes).toBeGreaterThan(0)
  })
})

test('a base names all that does not open without it, instances and what lies in none', () => {
  const dependants = report.bases.find(({ path }) => path === BASE)?.dependants
  expect(dependants?.instances).toHaveLength(2)
  expect(dependants?.instances).toContainEqual({
    path: FOLDER,
    allocatedBytes: blocks(DISK),
    disks: 1,
  })
  expect(dependants?.others).toEqual([
    { path: SNAPSHOT, allocatedBytes: blocks(SNAPSHOT), disks: 1 },
  ])
})
