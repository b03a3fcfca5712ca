import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { finding } from '../../../../shared/findings/finding.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { textTable } from '../../../../shared/report/text/columns.ts'
import { displayWidth } from '../../../../shared/report/text/display-width.ts'
import { nodeText } from '../../../../shared/report/text/text.ts'
import { plainPlacement } from '../../../helpers/scan/plain-accounting.ts'
import { countedView, identified, instance, sampleView } from '../sample-view.ts'

describe('the report for the terminal', () => {
  test('shows totals, tables and that nothing is wrong', () => {
    const text = nodeText(sampleView())
    expect(text).toContain('Instances path /mnt/instances\n')
    expect(text).toMatch(/^ {2}instances {2,}204 KiB {2}1 instance$/m)
    expect(text).toMatch(/^Over-commit {2,}20\.0 GiB/m)
    expect(text).toContain('Instances (1)\nNAME')
    expect(text).toContain('Base files (1)\n')
    expect(text).toMatch(/No problems found\.\n$/)
    expect(text).not.toMatch(/ $/m)
  })

  test('says before the tables how many problems are listed behind them, and how severe they are', () => {
    const subject = { kind: 'disk', path: 'u/disk' } as const
    const lost = finding('missing-backing-file', subject, { name: 'b' })
    const text = nodeText(sampleView({ findings: [lost, lost] }))
    expect(text).toMatch(/^Problems {2,}2 {2}2 high; at the end$/m)
    expect(text.indexOf('Problems  ')).toBeLessThan(text.indexOf('Instances (1)'))
    expect(nodeText(sampleView())).not.toMatch(/^Problems/m)
  })

  test('heads rows of leftover folders as such, which the totals count as no instances', () => {
    const { totals, instances } = sampleView()
    const text = nodeText(sampleView({ totals: { ...totals, instances: instances.length - 1 } }))
    expect(text).toContain('Instances and leftovers (1)\nNAME')
  })

  test('of images that are no disks of instances, counts them and what they would be to a guest', () => {
    const { totals } = sampleView()
    const images = { ...totals, instances: 0, disks: 0, virtual: 0, overcommit: 0 }
    const text = nodeText(
      sampleView({ totals: { ...images, imageCount: 3, imageVirtualBytes: 5 * 2 ** 20 } }),
    )
    expect(text).toMatch(/^ {2}images {2,}0 B {2}3 images$/m)
    expect(text).toMatch(/^Virtual {2,}5\.00 MiB {2}3 images$/m)
    expect(text).not.toMatch(/0 instances|0 disks|^Over-commit/m)
  })

  test('of a cache that was opened alone, counts the base files and what they would be to a guest', () => {
    const { totals } = sampleView()
    const none = { ...totals, instances: 0, disks: 0, virtual: 0, overcommit: 0 }
    const bases = { ...none, baseCount: 2, baseVirtualBytes: 5 * 2 ** 20 }
    const text = nodeText(sampleView({ totals: bases }))
    expect(text).toMatch(/^Virtual {2,}5\.00 MiB {2}2 base files$/m)
    expect(text).not.toMatch(/0 instances|0 disks|^Over-commit/m)
  })

  test('says of how many images no sum counts the size, and of none that it is nothing', () => {
    const { totals } = sampleView()
    const images = { ...totals, instances: 0, disks: 0, virtual: 0, overcommit: 0, imageCount: 2 }
    const text = (unknownImages: number, imageVirtualBytes: number) =>
      nodeText(sampleView({ totals: { ...images, unknownImages, imageVirtualBytes } }))
    expect(text(1, 2 ** 20)).toMatch(
      /^Virtual {2,}>= 1\.00 MiB {2}2 images, 1 of unknown size not counted$/m,
    )
    expect(text(2, 0)).toMatch(/^Virtual {2,}- {2}2 images, 2 of unknown size not counted$/m)
  })

  test('is called by the one thing that was opened by itself', () => {
    const { layout } = sampleView()
    const folder = { kind: 'folder', layout: { ...layout, kind: 'folder' } } as const
    const cache = { ...folder, layout: { ...folder.layout, basePath: '' } }
    const heading = (facts: Partial<NodeView>) => nodeText(sampleView(facts)).split('\n')[0]
    expect(heading(folder)).toBe('Folder /mnt/instances')
    expect(heading(cache)).toBe('Image cache /mnt/instances')
    expect(heading({ ...folder, instances: [{ ...instance, id: '' }] })).toMatch(/^Instance folder/)
  })

  test('says on its second line that it is partial', () => {
    const text = nodeText(sampleView({ end: { state: 'partial', reason: 'cancelled' } }))
    expect(text.split('\n')[1]).toMatch(/^PARTIAL: the scan was cancelled/)
  })

  test('says of each sum of a partial scan that it is at least so much', () => {
    const all = sampleView()
    const growth = { ...all.accounting.growth, shortfall: 1 << 30 }
    const accounting = { ...all.accounting, growth }
    const sums = (end: NodeView['end']) => {
      const found = nodeText(sampleView({ accounting, end })).matchAll(
        /^(Allocated| {2}instances|Virtual|Over-commit|Would lack) +(>= )?\d/gm,
      )
      return [...found].map(([, name, least]) => [name?.trim(), least !== undefined])
    }
    const names = ['Allocated', 'instances', 'Virtual', 'Over-commit', 'Would lack']
    expect(sums({ state: 'complete' })).toEqual(names.map((name) => [name, false]))
    const cancelled = { state: 'partial', reason: 'cancelled' } as const
    expect(sums(cancelled)).toEqual(names.map((name) => [name, true]))
  })

  test('says the same of what Nova counts, and of bases of which it is not known', () => {
    const { accounting: all } = sampleView()
    const space = { ...all.space, unusedCache: 0, unknownCache: 1 << 30 }
    const out = { orphans: 0, otherHosts: 0, skipped: 0, unnamed: 0, leftovers: 0, other: 1024 }
    const nova = {
      from: 'folders',
      instances: 3,
      disks: 4,
      skippedInstances: 0,
      refusedDisks: 0,
      unnamedDisks: 0,
      unknown: 'incomplete',
      placement: plainPlacement,
      reserved: { hostGib: 0, cacheGib: 0, cacheIsReserved: false },
      leftOut: { ...out, imageCache: 1 << 20 },
    } as const
    const end = { state: 'partial', reason: 'cancelled' } as const
    const text = nodeText(sampleView({ accounting: { ...all, space, nova }, end }))
    expect(text).toMatch(/no instance seen here stands on >= 1\.00 GiB of them/)
    expect(text).toMatch(/^ {2}counted +>= 4 disks of 3 instances/m)
    const parts = 'image cache >= 1.00 MiB, other >= 1.00 KiB'
    expect(text).toMatch(new RegExp(`^  not in it +>= 1\\.00 MiB +${parts}$`, 'm'))
  })

  test('groups the digits of what it counts', () => {
    const { totals } = sampleView()
    const many = { ...totals, unreadable: 12_345, instances: 23_456, disks: 34_567 }
    const text = nodeText(sampleView({ totals: { ...many, unknownDisks: 1_234 } }))
    expect(text).toContain('12,345 entries could not be read')
    expect(text).toMatch(/^ {2}instances .* 23,456 instances$/m)
    expect(text).toMatch(/^Virtual .* 34,567 disks, 1,234 of unknown size not counted/m)
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

  test('says in words what images_type means, and who shares the storage', () => {
    const view = sampleView()
    const layout = { ...view.layout, nova: parseNovaConf('[libvirt]\nimages_type=rbd\n') }
    const hosts = [
      { host: 'a\u001b', seenMs: view.finishedAtMs - 7_200_000, active: true, self: true },
      { host: 'b', seenMs: view.finishedAtMs - 864_000_000, active: false, self: false },
      { host: 'c', seenMs: view.finishedAtMs - 720_000, active: true, self: false },
      { host: 'd', seenMs: view.finishedAtMs - 5000, active: true, self: false },
    ]
    const text = nodeText({ ...view, layout, storage: { fileSystems: [], hosts } })
    expect(text).toMatch(/^images_type +rbd: disks are images in Ceph; console\.log/m)
    expect(text).toMatch(/^images_rbd_pool +rbd$/m)
    expect(text).toMatch(/^Host a\\x1b +seen 2 h before the scan, active, this host$/m)
    expect(text).toMatch(/^Host b +seen 10 days before the scan, no longer counted$/m)
    expect(text).toMatch(/^Host c +seen 12 min before the scan, active$/m)
    expect(text).toMatch(/^Host d +seen less than 1 min before the scan, active$/m)
  })

  test('says what the options of the image cache come to, in the times that they give', () => {
    const view = sampleView()
    const textWith = (options: string) => {
      const nova = parseNovaConf(`[image_cache]\n${options}`)
      return nodeText({ ...view, layout: { ...view.layout, nova } })
    }
    const ages =
      'remove_unused_original_minimum_age_seconds=1800\nremove_unused_resized_minimum_age_seconds=900\n'
    expect(textWith(ages)).toMatch(
      /^image cache +_base: unused bases are removed after 30 min, resized ones after 15 min, at passes 40 min apart$/m,
    )
    expect(textWith(`${ages}manager_interval=-1\n`)).toMatch(
      /^image cache +_base: manager_interval is below 0, so that nothing is removed$/m,
    )
    expect(textWith(`${ages}manager_interval=0\n`)).toMatch(/passes 1 min apart$/m)
    expect(textWith('remove_unused_base_images=no\n')).toMatch(/_base: unused bases are kept$/m)
  })

  test('groups the digits of all numbers of a line', () => {
    const { accounting, ...view } = countedView()
    const { nova } = accounting ?? {}
    if (nova === undefined) throw new Error('no numbers of Nova')
    const large = { ...accounting, nova: { ...nova, availableLeastGib: -2256 } }
    expect(nodeText({ ...view, accounting: large })).toContain(
      "; Nova's database keeps -2,256 GiB, without the fraction",
    )
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

  test('groups the digits of what placement has left, below zero too', () => {
    const view = countedView()
    const { accounting } = view
    if (accounting.nova === undefined) throw new Error('no numbers of Nova')
    const placement = { ...accounting.nova.placement, usedGib: 2180 }
    const nova = { ...accounting.nova, placement }
    expect(nodeText({ ...view, accounting: { ...accounting, nova } })).toMatch(
      /^ {2}new instances +-2,080 GiB +left of .* - 2,180 GiB by flavors$/m,
    )
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

  test('says of how many instances the flavor may override what placement counts', () => {
    const view = countedView()
    const { accounting } = view
    if (accounting.nova === undefined) throw new Error('no numbers of Nova')
    const placement = { ...accounting.nova.placement, untoldSpecs: 2 }
    const nova = { ...accounting.nova, placement }
    expect(nodeText({ ...view, accounting: { ...accounting, nova } })).toMatch(
      /^ +The XML of 2 instances, .* does not tell whether their flavors set resources:DISK_GB,/m,
    )
  })

  test('has what is to be known of placement below its numbers, before the problems, and what refuses all among them', () => {
    const view = countedView()
    const { accounting } = view
    if (accounting.nova === undefined) throw new Error('no numbers of Nova')
    const placement = { ...accounting.nova.placement, usedGib: 100 }
    const text = nodeText({
      ...view,
      findings: [finding('special-file', { kind: 'file', path: 'pipe' }, { case: 'fifo' })],
      accounting: { ...accounting, nova: { ...accounting.nova, placement } },
    })
    expect(text).toMatch(
      /^ {2}new instances .*\n {10,}Nothing is left.*\n {2}No disk_allocation_ratio is set.*\nProblems +1 /m,
    )
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

  test('names the pool that Nova counts with where the disks are in one', () => {
    const view = countedView()
    const { nova, growth, ...others } = view.accounting
    if (nova === undefined) throw new Error('no numbers of Nova')
    const { availableLeast: _, availableLeastGib: __, ...rest } = nova
    const accounting = {
      ...others,
      nova: { ...rest, unknown: 'other-storage' } as const,
      growth: { ...growth, elsewhere: [{ kind: 'rbd', name: 'vms' }] } as const,
    }
    expect(nodeText({ ...view, accounting })).toMatch(
      /^disk_available_least +- +Nova counts here with the free space of Ceph pool vms, which is/m,
    )
    expect(nodeText({ ...view, accounting })).toMatch(
      /^ {2}counted +1 disk of .*\n +Without the disks in Ceph pool vms\.$/m,
    )
  })

  test('counts as Nova does, and says when the image cache lets a base go', () => {
    const view = countedView()
    const text = nodeText(view)
    expect(text).toMatch(
      /^disk_available_least +-2\.50 GiB +10\.00 GiB free - 12\.50 GiB over-commit; Nova's database keeps -2 GiB,/m,
    )
    expect(text).toMatch(/^ {2}not in it +3\.00 GiB +image cache 2\.00 GiB, leftovers 1\.00 GiB$/m)
    expect(text).toMatch(/^ {2}counted +1 disk of 1 instance, as domain XML names them$/m)
    expect(text).toMatch(
      /^ {2}new instances +40 GiB +left of DISK_GB of placement: \(100 - 0 reserved\) \* 1 - 60 GiB by flavors/m,
    )
    expect(text).toMatch(/^Would lack +2\.50 GiB +if the disk is filled$/m)
    expect(text).toMatch(/EXCLUSIVE +AMORTISED/)
    expect(text).toMatch(/removable in 3 h/)
    expect(text).not.toMatch(/only the database knows|may be used by instances of/)
    const { accounting } = view
    const others = view.bases.map((row) => ({
      ...row,
      cache: { kind: 'unknown', unseenUsers: 0, why: 'hosts' } as const,
    }))
    const shared = nodeText({ ...view, bases: others })
    expect(shared).toMatch(/^Bases +may be used by instances of two$/m)
    const cache = accounting.cache && { ...accounting.cache, withoutImage: 2, otherHosts: [] }
    const unknown = { kind: 'unknown', unseenUsers: 0, why: 'database' } as const
    const open = view.bases.map((row) => ({ ...row, cache: unknown }))
    const unsure = nodeText({
      ...view,
      bases: open,
      accounting: { ...accounting, ...(cache && { cache }) },
    })
    expect(unsure).toMatch(
      /^Bases +unknown: only the database tells from which image 2 instances are made$/m,
    )
    const bases = view.bases.map((row) => ({
      ...row,
      cache: { kind: 'kept', unseenUsers: 0 } as const,
    }))
    const kept = nodeText({ ...view, bases })
    expect(kept).toMatch(/unused, never removed/)
    expect(kept).not.toMatch(/removable/)
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

  test('lets no name steer the terminal or begin a line', () => {
    const name = '\u001b[2J\nroot#\u202e'
    const text = nodeText(
      sampleView({
        rootPath: `/mnt/${name}`,
        instances: [{ ...instance, name }],
        findings: [
          finding('missing-backing-file', { kind: 'disk', path: name }, { name, tried: [name] }),
        ],
      }),
    )
    expect(text).not.toContain('\u001b')
    expect(text).not.toContain('\u202e')
    expect(text).not.toMatch(/^root#/m)
    expect(text).toContain('\\x1b[2J\\nroot#\\u202e')
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
