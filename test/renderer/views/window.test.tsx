// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { NodeView } from '../../../shared/analysis/model.ts'
import { memorySource } from '../../../shared/bytes/source.ts'
import { imageVerdict } from '../../../shared/formats/verdict/verdict.ts'
import type { ImageReport } from '../../../shared/ipc/contract.ts'
import { base, GiB, instance, nodePlace, nodeView, problem, progress } from '../data.ts'
import { installLayout, renderApp } from '../dom.tsx'
import { fail, ok } from '../fake-api.ts'

installLayout()

const rows = [
  instance(1),
  instance(2),
  instance(3, {
    name: 'db',
    findings: [problem('missing-backing-file', 'high', `${instance(3).id}/disk`)],
  }),
]

async function openNode(answers: Parameters<typeof renderApp>[0] = {}) {
  const app = await renderApp({ 'place:choose-folder': () => ok(nodePlace), ...answers })
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  await screen.findByRole('region', { name: 'Totals' })
  const emit: typeof app.api.emit = (event) =>
    act(() => {
      app.api.emit(event)
      app.frames.pass()
    })
  return { ...app, emit }
}

async function openFinishedNode(answers: Parameters<typeof renderApp>[0] = {}) {
  const app = await openNode(answers)
  app.emit({ kind: 'done', scanId: 'scan-1', view: nodeView(rows) })
  return app
}

const shownNames = () =>
  within(screen.getByRole('treegrid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell')[0]?.textContent)

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

  test('are told to lack what could not be read, and that can be looked up', async () => {
    const totals = { ...nodeView(rows).totals, unreadable: 3 }
    const stores = await show({ totals })
    const banner = screen.getByText('Not everything could be read').parentElement
    expect(banner?.textContent).toContain('3 entries could not be read')
    fireEvent.click(screen.getByRole('button', { name: 'Show which' }))
    expect(stores.view.getState()).toMatchObject({ scope: 'problems' })
    expect(stores.view.getState().scopes.problems.filter).toBe('unreadable')
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

describe('the start page', () => {
  test('says why a place could not be opened', async () => {
    await renderApp({ 'place:sample': () => fail('permission') })
    fireEvent.click(screen.getByRole('button', { name: /sample node/ }))
    await screen.findByText(/does not let this user read it/)
  })

  test('greys a recent place that is gone, with the reason, and forgets it', async () => {
    const gone = { path: '/mnt/gone', kind: 'folder', openedAtMs: 1, present: false } as const
    const { stores } = await renderApp({ 'recent:forget': () => ok([]) })
    act(() => stores.places.setState({ recent: [gone] }))
    const place = screen.getByRole('button', { name: /gone.*No longer there/ })
    expect(place).toHaveProperty('disabled', true)
    fireEvent.click(screen.getByRole('button', { name: 'Remove /mnt/gone from the list' }))
    await screen.findByText(/appear here/)
  })

  test('opens what is dropped anywhere', async () => {
    const { api } = await renderApp({ 'place:open': () => ok([fail('not-an-image')]) })
    const file = new File(['x'], 'a.qcow2')
    const dataTransfer = { types: ['Files'], files: [file], dropEffect: 'none' }
    fireEvent.dragEnter(document.body, { dataTransfer })
    screen.getByText('A folder is scanned')
    fireEvent.drop(document.body, { dataTransfer })
    await screen.findByText(/cannot be read as a disk image/)
    expect(api.requests).toContainEqual(['place:open', ['/dropped/a.qcow2']])
    expect(screen.queryByText('A folder is scanned')).toBeNull()
  })
})

describe('a node that is being scanned', () => {
  test('shows its progress and the instances found so far, and cancels at once', async () => {
    const { emit, stores } = await openNode()
    emit({ kind: 'instances', scanId: 'scan-1', rows: rows.slice(0, 2) })
    emit({ kind: 'progress', scanId: 'scan-1', progress })
    screen.getByText('12 entries, 5 images')
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25')
    expect(shownNames()).toEqual(['web-2', 'web-1'])
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    expect(screen.getByRole('button', { name: 'Cancelling…' })).toHaveProperty('disabled', true)
    const end = { state: 'partial', reason: 'cancelled' } as const
    emit({ kind: 'done', scanId: 'scan-1', view: nodeView(rows, { end }) })
    screen.getByText('Partial result')
    act(() => stores.view.getState().actions.showScope('bases'))
    screen.getByText('Partial result')
  })

  test('says why it failed and tries again', async () => {
    const { emit, api } = await openNode()
    const failure = { code: 'not-responding', message: 'x', path: '/mnt/node' } as const
    emit({ kind: 'failed', scanId: 'scan-1', failure })
    expect(screen.getAllByText(/file system does not answer/).length).toBeGreaterThan(0)
    const [again] = screen.getAllByRole('button', { name: 'Try again' })
    if (again !== undefined) fireEvent.click(again)
    await waitFor(() =>
      expect(api.requests.filter(([channel]) => channel === 'scan:start')).toHaveLength(2),
    )
  })
})

describe('the menu of reports', () => {
  const openMenu = async (view: ReturnType<typeof nodeView>) => {
    const { emit } = await openNode()
    emit({ kind: 'done', scanId: 'scan-1', view })
    fireEvent.click(screen.getByRole('button', { name: 'Export' }))
    return screen.findAllByRole('menuitem')
  }
  const off = (items: readonly HTMLElement[]) =>
    items.filter((item) => item.matches(':disabled')).map((item) => item.textContent)

  test('offers no table that would be only a header, and says why', async () => {
    const items = await openMenu(nodeView([], { bases: [] }))
    const tables = ['Instances', 'Disks', 'Base files', 'Images'].map((name) => `${name} (CSV)`)
    expect(off(items).filter((name) => name?.includes('CSV'))).toEqual(tables)
    expect(screen.getAllByTitle(/would hold only its header/)).toHaveLength(4)
  })

  test('offers no plan where nothing can be cleaned up, and says why', async () => {
    const plans = ['Clean-up plan (Markdown)', 'Clean-up plan (shell script)']
    const other = problem('missing-backing-file', 'high', 'instances/x/disk')
    const items = await openMenu(nodeView([], { findings: [other] }))
    expect(off(items)).toEqual(expect.arrayContaining(plans))
    expect(screen.getAllByTitle(/Nothing was found that could be cleaned up/)).toHaveLength(2)
  })

  test('offers a plan of what is left over', async () => {
    const left = problem('leftover-del', 'warning', 'instances/x_del')
    const items = await openMenu(nodeView([], { findings: [left] }))
    expect(off(items).filter((name) => name?.includes('plan'))).toEqual([])
  })

  test('offers the tables that have rows', async () => {
    const items = await openMenu(nodeView([instance(1, { disks: [] })], { bases: [base(1)] }))
    expect(off(items).filter((name) => name?.includes('CSV'))).toEqual([
      'Disks (CSV)',
      'Images (CSV)',
    ])
  })
})

describe('the table of instances', () => {
  test('sorts by a column, and says so', async () => {
    await openFinishedNode()
    expect(shownNames()).toEqual(['db', 'web-2', 'web-1'])
    fireEvent.click(screen.getByRole('button', { name: 'Name' }))
    expect(shownNames()).toEqual(['db', 'web-1', 'web-2'])
    const header = screen.getByRole('columnheader', { name: /Name/ })
    expect(header.getAttribute('aria-sort')).toBe('ascending')
  })

  test('filters, says how many are left, and clears when nothing matches', async () => {
    await openFinishedNode()
    const field = screen.getByRole('textbox', { name: /Filter by name/ })
    fireEvent.change(field, { target: { value: 'missing' } })
    expect(shownNames()).toEqual(['db'])
    screen.getByText('1 of 3')
    fireEvent.change(field, { target: { value: 'nothing like it' } })
    screen.getByText('Nothing matches the filter')
    const [clear] = screen.getAllByRole('button', { name: 'Clear filter' }).slice(-1)
    if (clear !== undefined) fireEvent.click(clear)
    expect(shownNames()).toHaveLength(3)
  })

  test('is walked and opened by keys, with one row in the tab order', async () => {
    const { api } = await openFinishedNode({
      'scan:instance': (_scanId, id) => ok({ id, entries: [] }),
    })
    const grid = screen.getByRole('treegrid')
    expect(grid.getAttribute('aria-rowcount')).toBe('4')
    const first = screen.getAllByRole('row')[1]
    if (first === undefined) throw new Error('there are rows')
    fireEvent.click(first)
    fireEvent.keyDown(document.activeElement ?? first, { key: 'End' })
    expect(document.activeElement?.getAttribute('aria-rowindex')).toBe('4')
    fireEvent.keyDown(document.activeElement ?? first, { key: 'Enter' })
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-expanded')).toBe('true'))
    expect(api.requests).toContainEqual(['scan:instance', 'scan-1', rows[0]?.id])
    expect(grid.querySelectorAll('[role=row][tabindex="0"]')).toHaveLength(1)
  })

  test('has an explanation for each size', async () => {
    await openFinishedNode()
    const grid = screen.getByRole('treegrid')
    fireEvent.click(within(grid).getByRole('button', { name: 'What is “Allocated”?' }))
    await screen.findByText(/st_blocks × 512 of every file/)
  })
})

describe('the details', () => {
  const report: ImageReport = {
    placeId: nodePlace.id,
    path: `${instance(3).id}/disk`,
    displayPath: `/mnt/node/${instance(3).id}/disk`,
    stat: {
      type: 'file',
      length: 1,
      allocated: GiB,
      dev: 1,
      uid: 64055,
      gid: 108,
      mode: 0o644,
      mtimeMs: 1,
      ctimeMs: 1,
      nlink: 1,
    },
    details: { summary: { format: 'qcow2', virtualSize: 20 * GiB }, faults: [] },
    verdict: imageVerdict(memorySource(new Uint8Array())),
    chain: {
      layers: [
        {
          path: `${instance(3).id}/disk`,
          displayPath: `/mnt/node/${instance(3).id}/disk`,
          length: 1,
          allocated: GiB,
          image: { format: 'qcow2', virtualSize: 20 * GiB },
        },
      ],
      state: { kind: 'missing', name: '/var/lib/nova/instances/_base/x', tried: ['/mnt/node/x'] },
    },
    findings: [],
  }

  test('of an instance lead to its disk and its chain, where a missing file can be located', async () => {
    const { api } = await openFinishedNode({
      'image:inspect': () => ok(report),
      'image:locate': () => ok(undefined),
    })
    const row = screen.getByRole('row', { name: /db/ })
    fireEvent.click(row)
    const details = screen.getByRole('complementary', { name: 'Details' })
    within(details).getByText('Backing file is missing')
    fireEvent.click(within(details).getByRole('button', { name: /^disk/ }))
    await within(details).findByText('The file that the last layer names is not here.')
    fireEvent.click(within(details).getByRole('button', { name: 'Locate it…' }))
    await waitFor(() =>
      expect(api.requests).toContainEqual([
        'image:locate',
        nodePlace.id,
        report.path,
        '/var/lib/nova/instances/_base/x',
      ]),
    )
  })
})

describe('settings', () => {
  test('the language changes at once, and the page says which it is', async () => {
    const { stores } = await openFinishedNode()
    await act(() => stores.settings.getState().actions.change({ language: 'zh-CN' }))
    screen.getByText('文件系统')
    expect(document.documentElement.lang).toBe('zh-CN')
  })
})

describe('keys', () => {
  test('? shows the sheet, / goes to the filter', async () => {
    await openFinishedNode()
    fireEvent.keyDown(document.body, { key: '/' })
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /Filter by name/ }))
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    fireEvent.keyDown(document.body, { key: '?' })
    await screen.findByText('Jump to the row that begins so')
  })

  test('a command of the native menu does the same', async () => {
    const { api } = await renderApp({})
    act(() => api.push('menu:command', 'about'))
    await screen.findByText('Version 1.2.3')
  })
})

test('a finished node has no violation that axe finds', async () => {
  const { view } = await openFinishedNode()
  const result = await axe.run(view.container, {
    // jsdom draws nothing, so colours cannot be judged here.
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  expect(result.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

describe('a scan that is started again', () => {
  async function openAgain() {
    let scans = 0
    const app = await openFinishedNode({
      'scan:start': () => ok({ scanId: `scan-${++scans}` }),
      'scan:instance': (_, id) => ok({ id, entries: [] }),
      'scan:freed': () => fail('not-found'),
    })
    return {
      ...app,
      again: async () => {
        await act(() => app.stores.scan.getState().actions.rescan())
        expect(app.stores.scan.getState().scanId).toBe('scan-2')
      },
    }
  }

  test('reads the files of opened rows again', async () => {
    const { again, emit, api, stores } = await openAgain()
    const { id } = instance(1)
    await act(async () => stores.view.getState().actions.expand('instances', id, true))
    await again()
    await act(async () => emit({ kind: 'done', scanId: 'scan-2', view: nodeView(rows) }))
    expect(api.requests.filter(([channel]) => channel === 'scan:instance')).toEqual([
      ['scan:instance', 'scan-1', id],
      ['scan:instance', 'scan-2', id],
    ])
    expect(stores.scan.getState().files[id]?.kind).toBe('ready')
  })

  test('lets go of rows that it did not come to, and says so of the one that is shown', async () => {
    const { again, emit, stores } = await openAgain()
    const { addMarks, select } = stores.view.getState().actions
    const marks = [instance(1), instance(2)].map(
      ({ id }) => ({ path: id, kind: 'instance', scope: 'instances' }) as const,
    )
    act(() => {
      addMarks(marks)
      select({ kind: 'instance', path: instance(1).id })
    })
    await again()
    const details = screen.getByRole('complementary', { name: 'Details' })
    expect(details.textContent).toContain('Known when the scan has ended.')
    const end = { state: 'partial', reason: 'cancelled' } as const
    emit({ kind: 'done', scanId: 'scan-2', view: nodeView(rows.slice(1), { end }) })
    expect([...stores.view.getState().marked.keys()]).toEqual([instance(2).id])
    expect(details.textContent).toContain('Not known in this scan')
  })

  test('counts nothing for what is selected when it fails, and says why', async () => {
    const { again, emit, stores } = await openAgain()
    const mark = { path: instance(1).id, kind: 'instance', scope: 'instances' } as const
    act(() => stores.view.getState().actions.addMarks([mark]))
    await again()
    emit({ kind: 'instances', scanId: 'scan-2', rows: rows.slice(0, 1) })
    emit({ kind: 'failed', scanId: 'scan-2', failure: { code: 'internal', message: '' } })
    const bar = screen.getByRole('region', { name: 'Selection' })
    expect(bar.textContent).toMatch(/1 selected.*– The scan did not finish/)
  })

  test('shows the selection in the table that it was made in', async () => {
    const { stores } = await openAgain()
    const mark = { path: instance(1).id, kind: 'instance', scope: 'instances' } as const
    act(() => stores.view.getState().actions.addMarks([mark]))
    screen.getByRole('region', { name: 'Selection' })
    for (const scope of ['bases', 'images', 'problems'] as const) {
      act(() => stores.view.getState().actions.showScope(scope))
      expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull()
    }
    act(() => stores.view.getState().actions.showScope('instances'))
    screen.getByText('1 selected')
  })
})
