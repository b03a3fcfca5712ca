import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { finding } from '../../../../shared/findings/finding.ts'
import { type CsvTable, nodeCsv } from '../../../../shared/report/csv/csv.ts'
import { csvText } from '../../../../shared/report/csv/csv-text.ts'
import { parseCsv } from '../../../helpers/csv.ts'
import { textOf } from '../../../helpers/text-of.ts'
import { base, disk, identified, instance, sampleView } from '../sample-view.ts'

describe('a cell', () => {
  test('keeps any text, save what makes a formula or looks like a byte that is written out', () => {
    const cell = fc
      .string()
      .filter((text) => !/\\(x[89a-f][0-9a-f]|ud[89a-f][0-9a-f]{2})/.test(text))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
        const plain = rows.map((row) => row.map((cell) => (isFormula(cell) ? `'${cell}` : cell)))
        expect(parseCsv(textOf(csvText(['a', 'b'], rows)))).toEqual([['a', 'b'], ...plain])
      }),
    )
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', '＋1', '－1', '＠x'])(
    '%j cannot become a formula',
    (text) => {
      expect(parseCsv(textOf(csvText(['a'], [[text]])))[1]).toEqual([`'${text}`])
    },
  )

  test('with a number stays a number, and one without a value is empty', () => {
    expect(textOf(csvText(['a', 'b', 'c'], [[-1, undefined, 0]]))).toBe('a,b,c\r\n-1,,0\r\n')
  })

  test('writes out bytes that are not UTF-8', () => {
    expect(textOf(csvText(['a'], [['disk\udcff']]))).toBe('a\r\ndisk\\xff\r\n')
    const alike = ['x\udcff', 'x\\xff', '\\\udcff', 'C:\\new']
    const cells = textOf(
      csvText(
        ['a'],
        alike.map((name) => [name]),
      ),
    )
      .split('\r\n')
      .slice(1, -1)
    expect(cells).toEqual(['x\\xff', 'x\\\\xff', '\\\\\\xff', 'C:\\new'])
  })

  test('of nothing but backslashes is read once, not once for each', () => {
    const cell = '\\'.repeat(200_000)
    expect(textOf(csvText(['a'], [[cell]])) === `a\r\n${cell}\r\n`).toBe(true)
  })
})

function isFormula(text: string): boolean {
  return ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'].includes(text[0] ?? '')
}

function rowsOf(view: NodeView, table: CsvTable): readonly (readonly string[])[] {
  return parseCsv(textOf(nodeCsv(view, table)))
}

const STARTED = '2023-11-14T22:13:20.000Z'
const FINISHED = '2023-11-14T22:13:21.000Z'
/** Of what the sample is and when, at the end of each row. */
const ofScan = {
  scan_opened: '["/mnt/instances"]',
  scan_started_at: STARTED,
  scan_finished_at: FINISHED,
}

describe('the tables of a node', () => {
  test('instances: raw bytes, times in UTC, names that cannot run', () => {
    const name = '=HYPERLINK("http://evil")'
    const [header = [], row = []] = rowsOf(
      sampleView({ instances: [{ ...instance, name }] }),
      'instances',
    )
    expect(Object.fromEntries(header.map((key, at) => [key, row[at]]))).toMatchObject({
      uuid: instance.uuid,
      name: `'${name}`,
      kind: 'instance',
      path: 'u',
      disks: '1',
      files: '3',
      virtual_bytes: '21474836480',
      allocated_bytes: '208896',
      overcommitted_bytes: '21474635776',
      changed_at: '2023-11-14T22:13:20.123Z',
      findings: '0',
      root: '/mnt/instances',
      scan_partial: 'false',
      scan_unreadable: '0',
      scan_unreadable_first: '',
      ...ofScan,
    })
  })

  test('nothing is given that is counted from allocated bytes which are made up', () => {
    const sizes = { exclusive: 1, shared: 2, amortised: 3 }
    const disks = [{ ...disk, sizes, allocatedFrom: 'unknown' as const }]
    const view = sampleView({ instances: [{ ...instance, disks, sizes }] })
    const cells = (table: 'instances' | 'disks') => {
      const [header = [], row = []] = rowsOf(view, table)
      return Object.fromEntries(header.map((key, at) => [key, row[at]]))
    }
    const counted = {
      overcommitted_bytes: '',
      exclusive_bytes: '',
      shared_bytes: '',
      amortised_bytes: '',
    }
    expect(cells('instances')).toMatchObject(counted)
    expect(cells('disks')).toMatchObject({
      ...counted,
      nova_disk_size: '',
      nova_over_committed_disk_size: '',
      nova_virt_disk_size: String(disk.virtual),
    })
  })

  test('what is exclusive may be more, where something else may need the base', () => {
    const sizes = { exclusive: 1, shared: 2, amortised: 3 }
    const open = { ...sizes, isExclusiveAtLeast: true } as const
    const instances = [sizes, open, undefined].map((of) => {
      const counted = of && { sizes: of }
      return { ...instance, ...counted, disks: [{ ...disk, ...counted }] }
    })
    for (const table of ['instances', 'disks'] as const) {
      const [header = [], ...rows] = rowsOf(sampleView({ instances }), table)
      const at = header.indexOf('exclusive_is_at_least')
      expect(rows.map((row) => row[at])).toEqual(['false', 'true', ''])
    }
  })

  test('instances: whose they are, empty where that is not known', () => {
    const rows = rowsOf(sampleView({ instances: [identified, instance] }), 'instances')
    const [header = [], known = [], unknown = []] = rows
    const cell = (row: readonly string[], name: string) => row[header.indexOf(name)]
    expect(cell(known, 'flavor')).toBe('m1.small')
    expect(cell(known, 'memory_bytes')).toBe('2147483648')
    expect(cell(known, 'created_at')).toBe('2023-11-14T22:13:20.000Z')
    expect(cell(known, 'remote_disks')).toBe('1')
    expect(cell(unknown, 'flavor')).toBe('')
    expect(cell(unknown, 'created_at')).toBe('')
  })

  test('disks: one row for each, with what it stands on', () => {
    const two = { ...instance, disks: [disk, { ...disk, name: 'disk.swap', path: 'u/disk.swap' }] }
    const rows = rowsOf(sampleView({ instances: [two] }), 'disks')
    expect(rows.map((row) => row[3])).toEqual(['name', 'disk', 'disk.swap'])
    expect(rows[1]).toContain('/var/lib/nova/instances/_base/b')
  })

  test('disks: what their first bytes are, what is declared, and as what they are read', () => {
    const forged = { ...disk, declared: 'raw', isReadRaw: true } as const
    const rows = rowsOf(sampleView({ instances: [{ ...instance, disks: [forged] }] }), 'disks')
    const [header = [], row = []] = rows
    const cells = ['format', 'declared_format', 'read_as'].map((name) => row[header.indexOf(name)])
    expect(cells).toEqual(['qcow2', 'raw', 'raw'])
  })

  test('say why a size is empty, as the JSON report does', () => {
    const { virtual: _, ...sizeless } = disk
    const spoiled = { ...sizeless, whyNoVirtual: 'header', chain: 'unreadable' } as const
    const view = sampleView({ instances: [{ ...instance, disks: [spoiled] }] })
    const cells = (table: CsvTable, names: readonly string[]) => {
      const [header = [], row = []] = rowsOf(view, table)
      return names.map((name) => row[header.indexOf(name)])
    }
    const names = ['virtual_bytes', 'unknown_virtual', 'unknown_sizes']
    expect(cells('disks', names)).toEqual(['', 'header', 'header'])
    expect(cells('instances', ['exclusive_bytes', 'unknown_sizes'])).toEqual(['', 'header'])
  })

  test('bases: where something unread may use one, its users are at least so many', () => {
    const open = { ...base, isUsersAtLeast: true } as const
    const [header = [], ...rows] = rowsOf(sampleView({ bases: [base, open] }), 'bases')
    const marks = rows.map((row) => row[header.indexOf('users_are_at_least')])
    expect(marks).toEqual(['false', 'true'])
  })

  test('findings: one row for each, with the evidence as JSON has it', () => {
    const evidence = { name: '=/b,"c"', tried: ['/x', '/y'], layers: 3 }
    const subject = { kind: 'disk', path: 'u/disk', instance: 'u' } as const
    const found = finding('missing-backing-file', subject, evidence)
    const [header = [], row = []] = rowsOf(sampleView({ findings: [found] }), 'findings')
    const cells = Object.fromEntries(header.map((key, at) => [key, row[at]]))
    expect(cells).toEqual({
      code: 'missing-backing-file',
      severity: 'high',
      path: 'u/disk',
      kind: 'disk',
      instance: 'u',
      base: '',
      message: 'The backing file =/b,"c" is not there.',
      evidence: JSON.stringify(evidence),
      root: '/mnt/instances',
      scan_partial: 'false',
      scan_unreadable: '0',
      scan_unreadable_first: '',
      ...ofScan,
    })
  })

  test('bases: one row for each', () => {
    const rows = rowsOf(sampleView(), 'bases')
    expect(rows).toHaveLength(2)
    expect(rows[1]?.slice(0, 4)).toEqual(['b', '_base/b', 'original', base.glanceId])
  })

  test('images: one row for each, with what it is another name of', () => {
    const image = {
      id: 'store/b',
      name: 'b',
      role: 'glance-image',
      image: { format: 'raw', virtualSize: 4096 },
      length: 4096,
      allocated: 0,
      mtimeMs: 1_700_000_000_123,
      chain: 'standalone',
      basePath: '_base/b',
      hardLinkOf: 'store/a',
      backing: { name: '/srv/below', path: 'store/below' },
      overlays: [{ path: 'store/d', allocated: 1 }],
      dataOf: 'store/c',
      findings: [],
    } as const
    const [header = [], row = []] = rowsOf(sampleView({ images: [image] }), 'images')
    expect(Object.fromEntries(header.map((key, at) => [key, row[at]]))).toEqual({
      name: 'b',
      path: 'store/b',
      role: 'glance-image',
      format: 'raw',
      virtual_bytes: '4096',
      length_bytes: '4096',
      allocated_bytes: '0',
      allocated_from: 'blocks',
      modified_at: '2023-11-14T22:13:20.123Z',
      chain_state: 'standalone',
      base_path: '_base/b',
      data_of: 'store/c',
      unknown_virtual: '',
      unknown_allocated: '',
      backing: '/srv/below',
      backing_path: 'store/below',
      overlays: '1',
      hard_link_of: 'store/a',
      findings: '0',
      root: '/mnt/instances',
      scan_partial: 'false',
      scan_unreadable: '0',
      scan_unreadable_first: '',
      ...ofScan,
    })
  })

  test('say in each row what its paths are below', () => {
    const rows = rowsOf(sampleView({ rootPath: '/mnt/b' }), 'bases')
    expect(rows.map((row) => row.at(-7))).toEqual(['root', '/mnt/b'])
  })

  test.each(['instances', 'bases'] as const)(
    'say in each row of %s when the scan was and what was opened, as the JSON report does',
    (table) => {
      const opened = [
        { path: 'instances', kind: 'instances' },
        { path: 'glance, old', kind: 'glance' },
      ] as const
      const view = sampleView({ rootPath: '/srv', opened })
      const [, row = []] = rowsOf(view, table)
      const [paths = '', ...times] = row.slice(-3)
      expect(JSON.parse(paths)).toEqual(['/srv/instances', '/srv/glance, old'])
      expect(times).toEqual([STARTED, FINISHED])
    },
  )

  test.each(['instances', 'disks', 'bases', 'images', 'findings'] as const)(
    'say in each row of %s that rows may be missing, where the scan did not see everything',
    (table) => {
      const end = { state: 'partial', reason: 'cancelled' } as const
      const subject = { kind: 'disk', path: 'u/disk' } as const
      const stored = { ...base, chain: 'standalone' } as const
      const found = {
        images: [stored],
        findings: [finding('missing-backing-file', subject, { name: 'b' })],
      }
      const marks = (view: NodeView) => rowsOf(view, table).map((row) => row.at(-6))
      const [header, ...cells] = marks(sampleView({ ...found, end }))
      expect(header).toBe('scan_partial')
      expect(new Set(cells)).toEqual(new Set(['true']))
      expect(new Set(marks(sampleView(found)).slice(1))).toEqual(new Set(['false']))
    },
  )

  test.each(['instances', 'disks', 'bases', 'images', 'findings'] as const)(
    'have without %s a row that says so, empty but for that, where the scan did not see everything',
    (table) => {
      const nothing = { instances: [], bases: [], images: [], findings: [], rootPath: '/mnt/n' }
      const end = { state: 'partial', reason: 'cancelled' } as const
      const [header = [], row = [], ...more] = rowsOf(sampleView({ ...nothing, end }), table)
      expect(row).toHaveLength(header.length)
      expect(new Set(row.slice(0, -7))).toEqual(new Set(['']))
      expect(row.slice(-7, -3)).toEqual(['/mnt/n', 'true', '0', ''])
      expect(row.slice(-3)).toEqual(['["/mnt/n"]', STARTED, FINISHED])
      expect(more).toEqual([])
      expect(rowsOf(sampleView(nothing), table)).toHaveLength(1)
    },
  )
})
