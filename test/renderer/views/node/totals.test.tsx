// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { plainAccounting } from '../../../helpers/scan/plain-accounting.ts'
import { GiB, instance, nodeView, problem } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openNode, rows, shownNames } from '../../scanning.tsx'

installLayout()

describe('the totals', () => {
  const none = { ...nodeView([]).totals, instances: 0, disks: 0, virtual: 0, baseCount: 0 }
  async function cardOf(totals: Partial<NodeView['totals']>, card = 'Virtual'): Promise<string> {
    const { emit } = await openNode()
    const view = nodeView([], { totals: { ...none, ...totals } })
    emit({ kind: 'done', scanId: 'scan-1', view })
    const region = screen.getByRole('region', { name: 'Totals' })
    return within(region).getByText(card).parentElement?.textContent ?? ''
  }

  test('say of how many images the size is not in the sum', async () => {
    const card = await cardOf({ imageCount: 2, imageVirtualBytes: 1 << 20, unknownImages: 1 })
    expect(card).toContain('≥ 1.00 MiB')
    expect(card).toContain('2 images1 of unknown size')
  })

  test('say how many files are in the table of images and are none', async () => {
    const card = await cardOf({ imageCount: 2, imageVirtualBytes: 1 << 20, imageParts: 4 })
    expect(card).toContain('2 images4 files with the data of images')
  })

  test('show no sum where no size of a base is known', async () => {
    const card = await cardOf({ baseCount: 1, unknownBases: 1 })
    expect(card).toContain('–1 base file1 of unknown size')
  })
})

describe('the card of the file system', () => {
  async function card(available: number): Promise<string> {
    const { emit } = await openNode()
    const fileSystem = { total: 200 * GiB, free: 160 * GiB, available }
    emit({ kind: 'done', scanId: 'scan-1', view: nodeView([], { fileSystem }) })
    return screen.getByText('File system').parentElement?.textContent ?? ''
  }

  test('tells what is neither used nor free for the disks, in numbers and in its bar', async () => {
    expect(await card(150 * GiB)).toContain('150 GiB free of 200 GiBUsed 40.0 GiBReserved 10.0 GiB')
    // A narrow card leaves out what is beside the first number.
    screen.getByTitle('150 GiB free of 200 GiB')
    const bar = screen.getByRole('img', { name: /Used: 40\.0 GiB\sReserved: 10\.0 GiB\sof 200/ })
    const widths = [...bar.children].map((part) => part.getAttribute('style'))
    expect(widths.join()).toMatch(/width: 20%.*width: 5%/)
  })

  test('tells what was scanned from what else is there, and the three add up', async () => {
    const { emit } = await openNode()
    const size = { total: 200 * GiB, free: 160 * GiB, available: 150 * GiB }
    const fileSystem = { ...size, mountPoint: '/var' }
    const main = { dev: 1, path: '', fileSystem, unscanned: 30 * GiB }
    const storage = { fileSystems: [main], hosts: [] }
    const view = nodeView([], { fileSystem, storage })
    emit({ kind: 'done', scanId: 'scan-1', view })
    expect(screen.getByText('File system').parentElement?.textContent).toContain(
      'of 200 GiBScanned 10.0 GiBNot scanned 30.0 GiBReserved 10.0 GiBunknown type on /var',
    )
    const bar = screen.getByRole('img', { name: /Scanned: 10\.0 GiB/ })
    const widths = [...bar.children].map((part) => part.getAttribute('style'))
    expect(widths.join()).toMatch(/width: 5%.*bar-fill.*width: 15%.*bar-rest.*width: 5%/)
  })

  test('does not call all that is used scanned, or not, where nobody can say', async () => {
    const { emit } = await openNode()
    const fileSystem = { total: 200 * GiB, free: 160 * GiB, available: 160 * GiB }
    emit({ kind: 'done', scanId: 'scan-1', view: nodeView([instance(1)], { fileSystem }) })
    const text = screen.getByText('File system').parentElement?.textContent
    expect(text).toContain('Used 40.0 GiB')
    expect(text).not.toMatch(/canned/)
  })

  test('has nothing reserved where the file system keeps nothing back', async () => {
    expect(await card(160 * GiB)).not.toContain('Reserved')
  })

  // As two disks have them, and as a farm of hosts has them: the card stays one.
  test.each([
    [2, ' · /mnt/2: 1.00 GiB free of 20.0 GiB'],
    [50, '/mnt/3: 1.00 GiB free of 20.0 GiB · and 47 more'],
  ])(
    'tells each where what was opened together lies on %i, the first of many',
    async (count, end) => {
      const { emit } = await openNode()
      const fileSystems = Array.from({ length: count }, (_, at) => {
        const space = { total: 20 * GiB, free: GiB, available: GiB }
        return { dev: at, path: `${at}`, fileSystem: { ...space, mountPoint: `/mnt/${at + 1}` } }
      })
      const { fileSystem: _, ...view } = nodeView([instance(1)], {
        storage: { fileSystems, hosts: [] },
      })
      emit({ kind: 'done', scanId: 'scan-1', view })
      const text = screen.getByText('File system').parentElement?.textContent
      expect(text).toMatch(new RegExp(`^File system${count} file systems/mnt/1: .*${end}$`))
      screen.getByTitle(new RegExp(` /mnt/${count}: 1\\.00 GiB free of 20\\.0 GiB$`))
    },
  )

  test('says whose its number is where the host’s may be another, and the over-commit does not go by it', async () => {
    const { emit } = await openNode()
    const fileSystem = { total: 200 * GiB, free: 160 * GiB, available: 150 * GiB }
    const growth = { ...plainAccounting.growth, unknown: 'no-host' as const }
    const accounting = { ...plainAccounting, growth }
    emit({
      kind: 'done',
      scanId: 'scan-1',
      view: nodeView([instance(1)], { fileSystem, accounting }),
    })
    const why = "The free space may be another machine's"
    const textOf = (title: string) => screen.getByText(title).parentElement?.textContent
    expect(textOf('File system')).toMatch(
      /^File system150 GiB free of 200 GiB.*Used 40.0 GiB.*on this machine now; that of its host may differ$/,
    )
    expect(screen.getByText('Over-commit').closest('div')?.parentElement?.textContent).toContain(
      why,
    )
  })
})

describe('the sums of disks', () => {
  const sums = { disks: 2, virtual: GiB, overcommit: GiB, unknownDisks: 1 }
  const card = (name: string) =>
    within(screen.getByRole('region', { name: 'Totals' })).getByText(name).parentElement
  async function show(facts: Partial<NodeView>) {
    const { emit, stores } = await openNode()
    emit({ kind: 'done', scanId: 'scan-1', view: nodeView(rows, facts) })
    return stores
  }

  test('fit into nothing as long as a disk of unknown size is left out', async () => {
    const totals = { ...nodeView(rows).totals, ...sums }
    await show({ totals, fileSystem: { total: 200 * GiB, free: 100 * GiB, available: 100 * GiB } })
    expect(card('Over-commit')?.textContent).toContain('≥ 1.00 GiBAt least 1% of the free space')
    expect(card('Over-commit')?.textContent).toContain('1 of unknown size')
  })

  test('have one colour where they do not fit, that of a warning and of no kind of files', async () => {
    const totals = { ...nodeView(rows).totals, ...sums, overcommit: 2 * GiB, unknownDisks: 0 }
    await show({ totals, fileSystem: { total: 2 * GiB, free: GiB, available: GiB } })
    const bar = screen.getByRole('img', { name: /× the free space/ })
    expect(bar.firstElementChild?.getAttribute('style')).toContain('var(--warning)')
  })

  test('are none where no size of a disk is known', async () => {
    await show({
      totals: { ...nodeView(rows).totals, ...sums, virtual: 0, overcommit: 0, disks: 1 },
    })
    expect(card('Over-commit')?.textContent).toContain('–How large the disks are is not known')
  })

  test('say that there are instances of which not all was seen', async () => {
    const totals = { ...nodeView(rows).totals, ...sums, unknownDisks: 0, incompleteInstances: 2 }
    await show({ totals })
    expect(card('Virtual')?.textContent).toContain('≥ 1.00 GiB')
    expect(card('Virtual')?.textContent).toContain('2 instances not seen whole')
  })

  const elsewhere = [{ kind: 'rbd', name: 'vms' }] as const
  const inPool = { ...plainAccounting, growth: { ...plainAccounting.growth, elsewhere } }

  test('are not those of disks in a pool, which fit into no file system here', async () => {
    const totals = { ...nodeView(rows).totals, disks: 0, virtual: 0, overcommit: 0 }
    const fileSystem = { total: 200 * GiB, free: 100 * GiB, available: 100 * GiB }
    await show({ totals, accounting: inPool, fileSystem })
    expect(card('Virtual')?.textContent).toMatch(/–0 disks .*are in Ceph pool vms, not here/)
    const over = card('Over-commit')?.textContent
    expect(over).toContain('–What the disks in Ceph pool vms may grow by')
    expect(over).not.toContain('Fits')
    expect(card('File system')?.textContent).toContain('not on it, but in Ceph pool vms.')
  })

  test('leave out the disks in a pool, where others are files', async () => {
    const totals = { ...nodeView(rows).totals, ...sums, unknownDisks: 0 }
    await show({ totals, accounting: inPool })
    expect(card('Virtual')?.textContent).toContain('≥ 1.00 GiB')
    expect(card('Over-commit')?.textContent).toContain('Without the disks in Ceph pool vms.')
  })

  test('are told to lack what could not be read, and that can be looked up', async () => {
    const totals = { ...nodeView(rows).totals, unreadable: 3 }
    const stores = await show({ totals })
    const banner = screen.getByText('Partial result').parentElement
    expect(banner?.textContent).toContain('3 entries could not be read')
    fireEvent.click(screen.getByRole('button', { name: 'Show which' }))
    expect(stores.view.getState()).toMatchObject({ scope: 'problems' })
    expect(stores.view.getState().scopes.problems.filter).toBe('unreadable')
  })
})

describe('what the user may not read', () => {
  const at = 'var/lib/nova/instances'
  const evidence = { case: 'entry', reason: 'permission', errno: 'EACCES' }
  const unread = { ...problem('unreadable', 'warning', `${at}/_base/x`), evidence }
  const given = { count: 1, owners: [], readBelow: [at] }
  const owners = { ...problem('unreadable-owners', 'info', at), evidence: given }

  async function explained(findings: NodeView['findings']) {
    const { emit } = await openNode()
    const totals = { ...nodeView(rows).totals, unreadable: 1 }
    emit({ kind: 'done', scanId: 'scan-1', view: nodeView(rows, { findings, totals }) })
    return screen.queryByRole('button', { name: 'How to read them' })
  }

  test('leads to the commands that let it be read, to be copied', async () => {
    const button = await explained([unread, owners])
    fireEvent.click(button ?? document.body)
    await screen.findByRole('heading', { name: 'Files of others could not be read' })
    const copies = screen.getAllByRole('button', { name: /sudo setfacl -R (-d )?-m "u:\$USER:rX"/ })
    expect(copies).toHaveLength(2)
  })

  test.each([
    [`${at}/_base`, '–'],
    [`${at}/_base/x`, '–'],
    ['etc/nova', '0'],
  ])('in %s leaves it at %s base files where none was seen', async (path, count) => {
    const { emit } = await openNode()
    const findings = [{ ...problem('unreadable', 'warning', path), evidence }]
    const layout = { ...nodeView([]).layout, basePath: `${at}/_base` }
    const view = nodeView([], { layout, bases: [], findings })
    emit({ kind: 'done', scanId: 'scan-1', view })
    const item = document.querySelector('[data-scope=bases]')
    expect(item?.textContent).toBe(`Base files${count}`)
  })

  test('leaves no part of a folder of anything at nothing, where one in it is shut', async () => {
    const { emit } = await openNode()
    const base = nodeView([])
    const totals = { ...base.totals, unreadable: 1, hidden: 1 }
    const layout = { ...base.layout, kind: 'folder', glancePaths: [] } as const
    const view = nodeView([], { layout, totals, bases: [], images: [], findings: [unread] })
    emit({ kind: 'done', scanId: 'scan-1', view })
    for (const [scope, name] of [
      ['instances', 'Instances'],
      ['bases', 'Base files'],
      ['images', 'Images'],
    ])
      expect(document.querySelector(`[data-scope=${scope}]`)?.textContent).toBe(`${name}–`)
  })

  test('is not explained where it is another failure', async () => {
    expect(await explained([unread])).toBeNull()
    screen.getByRole('button', { name: 'Show which' })
  })
})

describe('a row of which not all was seen', () => {
  test('has dashes where its folder could not be read, and at least so much allocated', async () => {
    const { emit } = await openNode()
    const sizes = { exclusive: 4096, shared: 0, amortised: 4096 }
    const shut = { disks: [], virtual: 0, fileCount: 0, allocated: 4096, sizes }
    const view = nodeView([instance(1, { ...shut, incomplete: 'shut' })])
    emit({ kind: 'done', scanId: 'scan-1', view })
    const [, row] = within(screen.getByRole('treegrid')).getAllByRole('row')
    const cells = row?.textContent ?? ''
    expect(cells).toContain('≥ 4.00 KiB')
    expect(cells).not.toContain('0 B')
  })
})

describe('what the cards name leads to where it stands', () => {
  const byKind = { instances: GiB, bases: GiB, images: GiB, leftovers: GiB, other: GiB }
  async function show(change: Partial<NodeView> = {}) {
    const { emit, stores } = await openNode()
    const view = nodeView(rows, change)
    const totals = { ...view.totals, allocated: 5 * GiB, byKind, ...change.totals }
    emit({ kind: 'done', scanId: 'scan-1', view: { ...view, totals } })
    return stores
  }
  const totals = () => within(screen.getByRole('region', { name: 'Totals' }))

  test.each([
    ['Instances', 'instances'],
    ['Base files', 'bases'],
    ['Images', 'images'],
    ['Leftovers', 'plan'],
    ['Other', 'others'],
  ] as const)('%s, in the list of it, with nothing filtered away', async (name, scope) => {
    const stores = await show()
    const { actions } = stores.view.getState()
    act(() => {
      actions.filter(scope, 'no such thing')
      actions.showScope('problems')
    })
    fireEvent.click(totals().getByRole('button', { name: `${name} 1.00 GiB` }))
    expect(stores.view.getState().scope).toBe(scope)
    expect(stores.view.getState().scopes[scope].filter).toBe('')
  })

  test.each(['instances', 'plan'] as const)(
    'what was not scanned, in the storage of the overview, from %s',
    async (scope) => {
      const seen: string[] = []
      Element.prototype.scrollIntoView = function (this: Element) {
        seen.push(this.id)
      }
      const size = { total: 200 * GiB, free: 160 * GiB, available: 160 * GiB }
      const fileSystem = { ...size, mountPoint: '/var' }
      const beside = [{ dev: 1, path: 'var/log', allocated: 30 * GiB }]
      const main = { dev: 1, path: '', fileSystem, unscanned: 38 * GiB, beside }
      const storage = { fileSystems: [main], hosts: [] }
      const stores = await show({ fileSystem, storage })
      const { actions } = stores.view.getState()
      act(() => {
        actions.select({ kind: 'instance', path: instance(1).id })
        actions.showScope(scope)
      })
      fireEvent.click(totals().getByRole('button', { name: 'Not scanned 38.0 GiB' }))
      await waitFor(() => expect(seen).toEqual(['storage']))
      expect(document.activeElement?.textContent).toMatch(/var\/log 30\.0 GiBelsewhere 8\.00 GiB/)
    },
  )

  test('instances not seen whole, in the table of them alone', async () => {
    const { emit, stores } = await openNode()
    const shut = instance(2, { incomplete: 'partly' })
    const view = nodeView([instance(1), shut])
    const totals = { ...view.totals, instances: 2, disks: 1, incompleteInstances: 1 }
    emit({ kind: 'done', scanId: 'scan-1', view: { ...view, totals } })
    act(() => stores.view.getState().actions.showScope('bases'))
    const [note] = screen.getAllByRole('button', { name: '1 instance not seen whole' })
    fireEvent.click(note ?? document.body)
    await waitFor(() => expect(shownNames()).toEqual(['web-2']))
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('not seen whole')
  })
})
