import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CsvTable, nodeCsv } from '../../../../shared/report/csv/csv.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { parseCsv } from '../../../helpers/csv.ts'
import { temporaryFolder } from '../../../helpers/programs/qemu-img.ts'
import { viewOfFolder } from '../../../helpers/scan/node-view.ts'
import { COMPUTE, writeIcehouseCompute } from '../../../helpers/trees/seed-compute.ts'
import { STORE, writeIcehouseController } from '../../../helpers/trees/seed-controller.ts'
import { RBD, writeRbdNode } from '../../../helpers/trees/seed-rbd.ts'
import { SHARED_BASE, writeSharedBaseNode } from '../../../helpers/trees/seed-shared-base.ts'

type Rows = readonly Readonly<Record<string, string>>[]

/** What the text report and the CSV tables say of a tree; the tree is removed again. */
function reportsOf(write: (root: string) => void) {
  const root = join(temporaryFolder(), 'node')
  let text = ''
  const tables = new Map<CsvTable, Rows>()
  beforeAll(() => {
    write(root)
    const view = viewOfFolder(root)
    text = nodeText(view)
    for (const table of ['instances', 'disks', 'bases', 'images'] as const)
      tables.set(table, rowsOf([...nodeCsv(view, table)].join('')))
    rmSync(root, { recursive: true })
  }, 60_000)
  return {
    /** The first line that has this, its cells apart by one space. */
    line: (part: string): string =>
      text
        .split('\n')
        .map((one) => one.trim().replaceAll(/ +/g, ' '))
        .find((one) => one.includes(part)) ?? '',
    csv: (table: CsvTable): Rows => tables.get(table) ?? [],
  }
}

function rowsOf(csv: string): Rows {
  const [header = [], ...rows] = parseCsv(csv)
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

describe('a compute node on Icehouse', () => {
  const { line, csv } = reportsOf((root) => writeIcehouseCompute(root, { allocate: true }))

  test('is in the text as it was listed: 120 G and 1.0 G, with the base 9.5 G', () => {
    expect(line(COMPUTE.instance)).toMatch(
      // 120 G and the swap disk of 512 MiB.
      /instance-00000113 \S+ 2 121 GiB 1\.04 GiB 9\.54 GiB 9\.54 GiB/,
    )
    expect(line(COMPUTE.base)).toMatch(/raw 120(?:\.0)? GiB 8\.50 GiB/)
    expect(line('with their share of the bases below them')).toMatch(/^instances 9\.54 GiB/)
    expect(line('base files ')).toMatch(/^base files 8\.50 GiB/)
  })

  test('is in the tables for machines to the byte', () => {
    const disks = csv('disks').filter((row) => row['instance_uuid'] === COMPUTE.instance)
    expect(disks.map((row) => [row['name'], row['virtual_bytes'], row['length_bytes']])).toEqual([
      ['disk', '128849018880', '1116864512'],
      ['disk.swap', '536870912', '197120'],
    ])
    const allocated = Number(disks[0]?.['allocated_bytes'])
    expect(disks[0]).toMatchObject({
      format: 'qcow2',
      nova_virt_disk_size: '128849018880',
      nova_over_committed_disk_size: String(128_849_018_880 - allocated),
    })
    expect(csv('instances').map((row) => row['uuid'])).toEqual(COMPUTE.folders.map(([id]) => id))
    const [base] = csv('bases')
    expect(base).toMatchObject({ name: COMPUTE.base, format: 'raw', virtual_bytes: '128849018880' })
    expect((Number(base?.['allocated_bytes']) / 2 ** 30).toFixed(1)).toBe('8.5')
  })
})

describe("the controller's image store", () => {
  const { line, csv } = reportsOf((root) => writeIcehouseController(root, { allocate: true }))

  test('lists the seventeen images with their lengths, to the byte', () => {
    const lengths = csv('images').map((row) => [row['name'], Number(row['length_bytes'])])
    expect(Object.fromEntries(lengths)).toEqual(STORE.lengths)
  })

  test('says of the qcow2 25 G and 7.5 G, of the vmdk 120 G and 4.0 G', () => {
    expect(line(STORE.windows)).toMatch(/qcow2 25(?:\.0)? GiB .*7\.49 GiB/)
    expect(line(STORE.vmware)).toMatch(/vmdk 120(?:\.0)? GiB .*3\.99 GiB/)
  })
})

describe('a node whose disks lie in Ceph', () => {
  const { line, csv } = reportsOf(writeRbdNode)

  test('has two disks as files, and one elsewhere, with its place', () => {
    const disks = csv('disks').map((row) => [row['name'], row['length_bytes']])
    expect(disks).toEqual([
      ['disk.eph0', '196624'],
      ['disk.swap', '196616'],
    ])
    expect(csv('instances')).toMatchObject([{ uuid: RBD.instance, disks: '2', files: '4' }])
    expect(line(`${RBD.instance} 2 `)).toMatch(/ 2 1\.50 GiB /)
    expect(line(`rbd:rbd/${RBD.instance}_disk`)).toContain(RBD.instance)
  })
})

describe('two instances on one base', () => {
  const { line, csv } = reportsOf((root) => writeSharedBaseNode(root, { allocate: true }))

  test('are 10 G for the guest and 30 M here; the 881 M of their base count once, half for each', () => {
    for (const uuid of SHARED_BASE.overlays) {
      expect(line(uuid)).toMatch(/ 1 10(?:\.0)? GiB 30\.\d MiB 30\.\d MiB 47\d MiB/)
    }
    expect(line(SHARED_BASE.base)).toMatch(/raw 8(?:\.00)? GiB 881(?:\.\d)? MiB/)
    const [base] = csv('bases')
    expect(base).toMatchObject({ virtual_bytes: '8589934592', users: '2' })
    const parts = csv('instances').map((row) => Number(row['amortised_bytes']))
    const own = csv('instances').map((row) => Number(row['allocated_bytes']))
    const sum = (all: readonly number[]) => all.reduce((whole, one) => whole + one, 0)
    expect(sum(parts)).toBe(sum(own) + Number(base?.['allocated_bytes']))
  })
})
