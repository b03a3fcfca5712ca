import { describe, expect, test } from 'vitest'
import { textTable } from '../../../../shared/report/text/columns.ts'
import { displayWidth } from '../../../../shared/report/text/display-width.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { countedView, identified, instance, sampleView } from '../sample-view.ts'

describe('a table of the report', () => {
  test('heads rows of leftover folders as such, which the totals count as no instances', () => {
    const { totals, instances } = sampleView()
    const text = nodeText(sampleView({ totals: { ...totals, instances: instances.length - 1 } }))
    expect(text).toContain('Instances and leftovers (1)\nNAME')
  })

  test('shows the largest instances first and counts the rest', () => {
    const rows = [1, 3, 2].map((n) => ({ ...instance, name: `n${n}`, allocated: n * 1024 }))
    const text = nodeText(sampleView({ instances: rows }), { top: 2 })
    expect(text.indexOf('n3')).toBeLessThan(text.indexOf('n2'))
    expect(text).not.toContain('n1 ')
    expect(text).toContain('... and 1 more')
  })

  test('shows instances of one size in the order of their names', () => {
    const rows = ['vm-10', 'vm-2', 'vm-1'].map((name) => ({ ...instance, name }))
    const text = nodeText(sampleView({ instances: rows }))
    const shown = [...text.matchAll(/^(vm-\d+) .* [KM]iB/gm)].map(([, name]) => name)
    expect(shown.slice(0, 3)).toEqual(['vm-1', 'vm-2', 'vm-10'])
  })

  test('shows flavors, projects and disks elsewhere where any is known', () => {
    const text = nodeText(sampleView({ instances: [identified, instance] }))
    expect(text).toMatch(/FLAVOR +PROJECT/)
    expect(text).toMatch(/m1\.small +shop/)
    expect(text).toMatch(/^7b1f0c32\S+ +web-01 +vdb +rbd:volumes\/volume-1 +0a1b2c3d\S+ +domain$/m)
    expect(nodeText(sampleView())).not.toMatch(/FLAVOR|outside of what was/)
  })

  test('says that symlinks in the cache are in its table, which the totals do not count', () => {
    const view = countedView()
    const [base] = view.bases
    if (base === undefined) throw new Error('no base')
    expect(nodeText(view)).toMatch(/^Base files \(1\)$/m)
    const link = { ...base, id: `${base.id}-2`, link: { target: '/elsewhere' } }
    const totals = { ...view.totals, baseCount: 1 }
    const text = nodeText({ ...view, totals, bases: [base, link] })
    expect(text).toMatch(/^Base files and symlinks \(2\)$/m)
    const part = { ...base, base: { kind: 'part', of: base.name } } as const
    const withLeft = nodeText(sampleView({ bases: [base, part] }))
    expect(withLeft).toMatch(/^Base files, leftovers and symlinks \(2\)$/m)
  })

  test('says below a table what its dashes are for, and in which rows', () => {
    const view = countedView()
    const [row] = view.instances
    const [disk] = row?.disks ?? []
    if (row === undefined || disk === undefined) throw new Error('no disk')
    const { virtual: _, ...sizeless } = disk
    const disks = [{ ...sizeless, whyNoVirtual: 'header', chain: 'unreadable' } as const]
    const { sizes: __, ...rest } = row
    const spoiled = { ...rest, disks }
    const bare = { ...rest, id: 'bare', name: 'bare', disks: [], virtual: 0 }
    const text = nodeText({ ...view, instances: [spoiled, bare] })
    expect(text).toMatch(
      new RegExp(`^  "-" because the header of an image is damaged: ${row.name ?? row.uuid}$`, 'm'),
    )
    expect(text).toMatch(/^ {2}"-" because it has no disk: bare$/m)
  })

  test('names a kind only of what is no instance, and no names where none has one', () => {
    const view = sampleView()
    const head = (rows: typeof view.instances) =>
      /^Instances (?:and|\().*\n(.*)$/m.exec(nodeText({ ...view, instances: rows }))?.[1]
    expect(head(view.instances)).toMatch(/^NAME +UUID +DISKS/)
    const [row] = view.instances
    if (row === undefined) throw new Error('no instance')
    const text = nodeText({ ...view, instances: [row, { ...row, kind: 'resize' }] })
    expect(text).toMatch(/^web-01 {2,}.*\nweb-01 \(resize\) {2,}/m)
    expect(head(view.instances.map(({ name: _, ...row }) => row))).toMatch(/^UUID +DISKS/)
  })

  test('groups the digits of each count, and says below a table what a header does not tell', () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({ ...instance, id: `i${at}` }))
    const text = nodeText(sampleView({ instances: many, bases: [] }))
    expect(text).toContain('Instances and leftovers (1,200)\n')
    expect(text).toMatch(/^\.\.\. and 1,180 more\n.*\n {2}EXCLUSIVE: what its deletion frees/m)
    expect(text).toMatch(/^ {2}AMORTISED: what is its own/m)
    expect(text).not.toContain('OVERLAYS')
    // Of a column that the terminal has no room for nothing is said.
    const narrow = nodeText(sampleView({ instances: many }), { width: 60 })
    expect(narrow).toMatch(/no room for .*AMORTISED/)
    expect(narrow).not.toContain('AMORTISED:')
    expect(narrow).toContain('EXCLUSIVE:')
  })

  test('says what is exclusive may be more, where nobody can tell whether the base goes along', () => {
    const sizes = { exclusive: 208896, shared: 4096, amortised: 210944 }
    const textOf = (isExclusiveAtLeast?: true) => {
      const own = { ...sizes, ...(isExclusiveAtLeast && { isExclusiveAtLeast }) }
      return nodeText(sampleView({ instances: [{ ...instance, sizes: own }] }))
    }
    expect(textOf(true)).toMatch(
      / >= 204 KiB [\s\S]*EXCLUSIVE: .*; >= where nobody can tell of the base, or of all that is its own$/m,
    )
    expect(textOf()).toMatch(
      /EXCLUSIVE: what its deletion frees, with a base that nothing else uses$/m,
    )
    expect(textOf()).not.toContain('>= 204 KiB')
  })

  test('has what is exclusive and amortised of what was counted', () => {
    expect(nodeText(countedView())).toMatch(/EXCLUSIVE +AMORTISED/)
  })
})

test('columns line up by what a terminal shows, not by code units', () => {
  const rows = [
    ['数据库', '1'],
    ['web', '22'],
  ] as const
  const lines = textTable(
    [
      { header: 'NAME', cell: (row: (typeof rows)[number]) => row[0] },
      { header: 'N', align: 'right', cell: (row) => row[1] },
    ],
    rows,
  )
  expect(lines.map(displayWidth)).toEqual([10, 10, 10])
})
