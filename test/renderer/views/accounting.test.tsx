// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { CACHE_DEFAULTS } from '../../../shared/analysis/accounting/cache-state.ts'
import type { NodeAccounting } from '../../../shared/analysis/accounting/node-accounting.ts'
import type { Travel } from '../../../shared/analysis/accounting/travel.ts'
import { overcommitOf } from '../../../shared/analysis/disks.ts'
import type { BaseRow, NodeView } from '../../../shared/analysis/model.ts'
import type { FreedReport } from '../../../shared/ipc/contract.ts'
import type { ImageTaskResult } from '../../../shared/ipc/tasks.ts'
import { plainAccounting } from '../../helpers/plain-accounting.ts'
import { base, baseId, GiB, instance, nodePlace, nodeView } from '../data.ts'
import { installLayout, renderApp } from '../dom.tsx'
import { deferred, fail, ok } from '../fake-api.ts'

installLayout()

const HOUR = 3600_000
const sizes = { exclusive: 3 * GiB, shared: GiB, amortised: 3.5 * GiB }
const rows = [
  instance(1, { sizes }),
  instance(2, { sizes: { exclusive: 5 * GiB, shared: 0, amortised: 5 * GiB } }),
  instance(3),
]

const accounting: NodeAccounting = {
  ...plainAccounting,
  growth: {
    need: 90 * GiB,
    available: 45 * GiB,
    shortfall: 45 * GiB,
    largest: [
      {
        path: `${instance(1).id}/disk`,
        instance: instance(1).id,
        virtual: 20 * GiB,
        allocated: GiB,
      },
    ],
    impossible: [],
    impossibleCount: 0,
    unknownDisks: 0,
    incompleteInstances: 0,
  },
  nova: {
    from: 'domains',
    instances: 3,
    disks: 3,
    skippedInstances: 0,
    unnamedDisks: 0,
    overCommitted: 54 * GiB,
    free: 45 * GiB,
    availableLeast: -9 * GiB,
    availableLeastGib: -9,
    reserved: { hostGib: 2, cacheGib: 0, cacheIsReserved: false },
    leftOut: {
      imageCache: 2 * GiB,
      orphans: 0,
      otherHosts: 0,
      skipped: 0,
      unnamed: 0,
      leftovers: 0,
      other: 0,
    },
  },
  cache: {
    options: {
      managerInterval: 2400,
      removeUnused: true,
      originalMinimumAge: 86400,
      resizedMinimumAge: 3600,
    },
    optionsAreKnown: true,
    path: '/var/lib/nova/instances/_base',
    withoutImage: 1,
    doubts: [],
    doubtCounts: {},
    otherHosts: ['two'],
  },
}

async function openNode(
  answers: Parameters<typeof renderApp>[0] = {},
  change: Partial<NodeView> = {},
) {
  // Wide enough for every column that is shown from the start.
  const app = await renderApp(
    { 'place:choose-folder': () => ok(nodePlace), ...answers },
    { windowWidth: 1600 },
  )
  return showRows(app, change)
}

async function showRows(
  app: Awaited<ReturnType<typeof renderApp>>,
  change: Partial<NodeView> = {},
) {
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  const view = nodeView(rows, { accounting, ...change })
  act(() => {
    app.api.emit({ kind: 'done', scanId: 'scan-1', view })
    app.frames.pass()
  })
  return app
}

const details = () => screen.getByRole('complementary', { name: 'Details' })
const rowOf = (name: string): HTMLElement => {
  const grid = within(screen.getByRole('treegrid'))
  const row = grid.getByText(name).closest<HTMLElement>('[role=row]')
  if (row === null) throw new Error(`no row ${name}`)
  return row
}

async function showBase(row: BaseRow, answers: Parameters<typeof renderApp>[0] = {}) {
  const app = await openNode(
    { 'image:inspect': () => fail('internal'), ...answers },
    { bases: [row] },
  )
  fireEvent.click(screen.getByRole('button', { name: /Base files/ }))
  fireEvent.click(rowOf(row.name))
  return app
}

describe('the overview', () => {
  test('gives disk_available_least with its parts, and what is in none of them', async () => {
    await openNode()
    const text = details().textContent
    expect(text).toMatch(/Free45\.0 GiB.*over-commit54\.0 GiB.*disk_available_least-9\.00 GiB/)
    expect(text).toMatch(/Cut to whole GiB-9 GiB.*Reserved for the host2 GiB/)
    expect(text).toMatch(/Below zero/)
    expect(text).toMatch(/Image cache2\.00 GiB/)
  })

  test('says what would be lacking if every disk were filled, and which can grow most', async () => {
    await openNode()
    within(details()).getByRole('img', { name: '90.0 GiB may be written, 45.0 GiB are free' })
    expect(details().textContent).toMatch(/Would be lacking45\.0 GiB/)
    within(details()).getByRole('button', { name: /web-1 \/ disk\s*19\.0 GiB/ })
  })

  test('writes what may be written and what is free in one unit', async () => {
    const growth = { ...accounting.growth, need: 2048 * GiB, shortfall: 2003 * GiB }
    await openNode({}, { accounting: { ...accounting, growth } })
    within(details()).getByRole('img', { name: '2,048 GiB may be written, 45.0 GiB are free' })
    expect(details().textContent).toMatch(/Would be lacking2,003 GiB/)
  })

  test('says which disks Nova counts, and what it skips', async () => {
    const nova = accounting.nova && { ...accounting.nova, skippedInstances: 2 }
    await openNode({}, { accounting: { ...accounting, ...(nova && { nova }) } })
    expect(details().textContent).toMatch(/Of 3 disks, as the domain XML of this host names them/)
    expect(details().textContent).toMatch(/Nova leaves 2 instances out whole/)
  })

  test('has an info button at each of its three sizes, and at the sum of them all', async () => {
    await openNode()
    const title = within(details()).getByRole('heading', { name: /As Nova counts/ })
    const nova = within(title.closest('section') as HTMLElement)
    for (const name of ['As Nova counts', 'Free', '− over-commit', 'disk_available_least']) {
      nova.getByRole('button', { name: `What is “${name}”?` })
    }
  })

  test('says why Nova’s sum is not known', async () => {
    const { availableLeast: _, availableLeastGib: __, free: ___, ...rest } = accounting.nova ?? {}
    const nova = { ...rest, unknown: 'other-storage' } as NodeAccounting['nova'] & object
    await openNode({}, { accounting: { ...accounting, nova } })
    expect(details().textContent).toMatch(/volume group or a Ceph pool/)
  })
})

describe('the instances table', () => {
  test('shows what is exclusive, sorts by it, and shows amortised bytes when asked', async () => {
    await openNode()
    const grid = screen.getByRole('treegrid')
    fireEvent.click(within(grid).getByRole('button', { name: 'Exclusive' }))
    expect(within(grid).getAllByRole('row')[1]?.textContent).toContain('web-2')
    expect(rowOf('web-2').textContent).toContain('5.00 GiB')
    fireEvent.click(screen.getByRole('button', { name: 'Columns' }))
    fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Amortised' }))
    await waitFor(() => expect(rowOf('web-1').textContent).toContain('3.50 GiB'))
  })

  test('explains exclusive with formula and example', async () => {
    await openNode()
    const grid = screen.getByRole('treegrid')
    fireEvent.click(within(grid).getByRole('button', { name: 'What is “Exclusive”?' }))
    await screen.findByText(/so much is freed if it is deleted/)
    screen.getByText(/An overlay of 1 GiB alone on a base of 4 GiB: 5 GiB/)
  })
})

describe('a base', () => {
  const waiting = base(2, {
    users: 2,
    cache: {
      kind: 'too-young',
      class: 'original',
      removableAtMs: 1000 + 3 * HOUR,
      unseenUsers: 0,
    },
  })

  test('says when nova-compute removes it, in its log’s words, and why that may turn out otherwise', async () => {
    await showBase(waiting)
    expect(rowOf(waiting.name).textContent).toContain('Removable in 3 h')
    const text = details().textContent
    expect(text).toMatch(/waits until it was unused for 24 hours/)
    expect(text).toContain(`INFO Base, swap or ephemeral file too young to remove: `)
    expect(text).toMatch(/Other hosts share this storage.*two/)
  })

  test('that only the database decides on is not called unused, and it is said why', async () => {
    const cache = { kind: 'unknown', class: 'original', why: 'database', unseenUsers: 0 } as const
    await showBase({ ...waiting, cache })
    const text = details().textContent
    expect(text).toMatch(/only Nova's database tells: then nova-compute keeps it/)
    expect(text).toMatch(/Of 1 instance neither an overlay nor an XML tells the image/)
    expect(text).not.toMatch(/next pass of nova-compute deletes/)
  })

  test('that something unseen may stand on is told with its name', async () => {
    const doubts = [{ path: 'i/u/disk', reason: 'link', about: 'images' }] as const
    const cache = accounting.cache && {
      ...accounting.cache,
      doubts,
      doubtCounts: { images: 3, blanks: 2 },
    }
    const unknown = { kind: 'unknown', class: 'original', why: 'unseen', unseenUsers: 0 } as const
    const row = base(0, { cache: unknown, users: 0 })
    await openNode(
      { 'image:inspect': () => fail('internal') },
      { bases: [row], accounting: { ...accounting, ...(cache && { cache }) } },
    )
    fireEvent.click(screen.getByRole('button', { name: /Base files/ }))
    fireEvent.click(rowOf(row.name))
    expect(details().textContent).toMatch(/A symlink leads out .* may stand on this: i\/u\/disk/)
    expect(details().textContent).toMatch(/2 more of which nobody can tell/)
    expect(details().textContent).toMatch(/Used by instances– None was seen; whether any uses it/)
    expect(details().textContent).toMatch(/Per user– None was seen; whether any uses it/)
    expect(details().textContent).not.toMatch(/No instance uses it/)
  })

  test('that the options keep is not called removable, and the option is named', async () => {
    const options = { ...CACHE_DEFAULTS, removeUnused: false }
    const cache = { kind: 'kept', class: 'original', unseenUsers: 0, isOld: true } as const
    const kept = base(2, { cache })
    const overview = {
      path: '/b',
      optionsAreKnown: true,
      withoutImage: 0,
      otherHosts: [],
      doubts: [],
      doubtCounts: {},
    }
    await openNode(
      { 'image:inspect': () => fail('internal') },
      { bases: [kept], accounting: { ...accounting, cache: { ...overview, options } } },
    )
    fireEvent.click(screen.getByRole('button', { name: /Base files/ }))
    expect(rowOf(kept.name).textContent).toContain('Unused, kept')
    fireEvent.click(rowOf(kept.name))
    expect(details().textContent).toMatch(/remove_unused_base_images is off/)
    expect(details().textContent).not.toMatch(/[Rr]emovable now|next pass of nova-compute deletes/)
  })

  test('says beside what its deletion frees that it breaks the disks on it', async () => {
    await showBase(waiting)
    expect(details().textContent).toMatch(/Freed if deleted1\.00 GiB.*bytesbreaks 2 disks/)
  })

  test('that nothing stands on breaks nothing', async () => {
    await showBase(base(0, { users: 0 }))
    expect(details().textContent).toMatch(/Freed if deleted1\.00 GiB/)
    expect(details().textContent).not.toMatch(/breaks/)
  })

  test('lists who does not start without it, by project and flavor, to be copied', async () => {
    const { api } = await showBase(waiting, { 'text:copy': () => ok(undefined) })
    within(details()).getByRole('heading', { name: /If it is lost, 2 instances do not start/ })
    within(details()).getByRole('heading', { name: /project not known · flavor not known/ })
    fireEvent.click(within(details()).getByRole('button', { name: 'Copy as a list' }))
    await screen.findByText('List copied')
    const copied = api.requests.find(([channel]) => channel === 'text:copy')?.[1]
    expect(copied).toBe(`${instance(1).uuid}\tweb-1\t\t\n${instance(2).uuid}\tweb-2\t\t\n`)
  })
})

describe('an instance', () => {
  test('can grow by what its disks and their data files have not yet', async () => {
    const disks = instance(1).disks.map((one) => {
      return { ...one, dataFile: { path: 'd', allocated: 2.5 * GiB } }
    })
    const bytes = overcommitOf(disks)
    await openNode({}, { instances: [instance(1, { disks })] })
    fireEvent.click(rowOf('web-1'))
    expect(bytes).toBe(16.5 * GiB)
    expect(details().textContent).toContain('16.5 GiB')
  })

  const travelOf = (id: string): Travel => ({
    instance: id,
    ownFiles: 3,
    own: GiB,
    ownLength: GiB,
    needed: [
      { path: baseId, kind: 'backing', allocated: 8.5 * GiB, length: 120 * GiB, otherUsers: 2 },
    ],
    together: 9.5 * GiB,
    togetherLength: 121 * GiB,
    broken: [],
    remoteDisks: 1,
  })
  const measured = (required: number): ImageTaskResult => ({
    kind: 'measure',
    measure: { required, fullyAllocated: 20 * GiB, missing: 0, exact: false },
  })

  /** Shows web-1; the answers to what it starts are ids in order, or what the test has promised. */
  async function showFirst(starts: readonly Promise<string>[] = []) {
    let started = 0
    const app = await openNode({
      'scan:travel': (_, id) => ok(travelOf(id)),
      'image:start': async () => {
        started += 1
        return ok({ taskId: (await starts[started - 1]) ?? `t${started}` })
      },
    })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    return app
  }
  const travelShown = () =>
    within(details()).findByRole('heading', { name: /What must travel together/ })
  const measure = () => fireEvent.click(within(details()).getByRole('button', { name: 'Measure' }))
  const asked = (channel: string, { requests }: { requests: readonly (readonly unknown[])[] }) =>
    requests.filter(([one]) => one === channel).map(([, ...args]) => args)

  test('tells what must travel with it, and measures its flattened disks when asked', async () => {
    const { api } = await showFirst()
    expect(details().textContent).toMatch(/all that they stand on9\.50 GiB/)
    expect(details().textContent).toMatch(/already there1\.00 GiB/)
    expect(details().textContent).toMatch(/also used by 2 others/)
    measure()
    const disk = `${instance(1).id}/disk`
    await waitFor(() =>
      expect(asked('image:start', api)).toEqual([[nodePlace.id, disk, 'measure']]),
    )
    act(() => api.emit({ kind: 'task-done', taskId: 't1', result: measured(9 * GiB) }))
    await waitFor(() => expect(details().textContent).toMatch(/Flattened.*9\.00 GiB.*About/))
  })

  test('says why its disks cannot be measured, and by which fault', async () => {
    const { api } = await showFirst()
    measure()
    await act(async () => undefined)
    const failure = { code: 'not-responding', message: '' } as const
    await act(async () => api.emit({ kind: 'task-failed', taskId: 't1', failure }))
    expect(details().textContent).toMatch(/Flattened.*does not answer/)
    measure()
    await act(async () => undefined)
    const fault = {
      code: 'limit',
      message: '',
      what: 'header.l1_size',
      offset: 36,
      expected: 'at most 4194304',
      found: '9999999',
    } as const
    const result = { kind: 'refused', fault } as const
    await act(async () => api.emit({ kind: 'task-done', taskId: 't2', result }))
    within(details()).getByText(/header.l1_size at offset 0x24/)
  })

  test('stops measuring when asked to, also before the scanner has named the work', async () => {
    const { promise, resolve } = deferred<string>()
    const { api } = await showFirst([promise])
    measure()
    fireEvent.click(within(details()).getByRole('button', { name: 'Cancel' }))
    expect(within(details()).queryByRole('button', { name: 'Cancel' })).toBeNull()
    await act(async () => resolve('late'))
    expect(asked('image:cancel', api)).toEqual([['late']])
    const failure = { code: 'cancelled', message: '' } as const
    await act(async () => api.emit({ kind: 'task-failed', taskId: 'late', failure }))
    expect(details().textContent).not.toMatch(/was cancelled/)
    within(details()).getByRole('button', { name: 'Measure' })
  })

  test('keeps what is measured of one apart from what fails late of another', async () => {
    const { api } = await showFirst()
    measure()
    await act(async () => undefined)
    fireEvent.click(rowOf('web-2'))
    await travelShown()
    expect(asked('image:cancel', api)).toEqual([['t1']])
    measure()
    await act(async () => undefined)
    const failure = { code: 'permission', message: '' } as const
    await act(async () => api.emit({ kind: 'task-failed', taskId: 't1', failure }))
    within(details()).getByRole('button', { name: 'Cancel' })
    await act(async () => api.emit({ kind: 'task-done', taskId: 't2', result: measured(4 * GiB) }))
    expect(details().textContent).toMatch(/Flattened.*4\.00 GiB/)
  })

  test('says why what must travel with it is not known', async () => {
    await openNode({ 'scan:travel': () => fail('not-found') })
    fireEvent.click(rowOf('web-1'))
    const heading = await travelShown()
    expect(heading.closest('section')?.textContent).toMatch(/Nothing is at this path/)
  })
})

describe('gathered rows', () => {
  const freed: FreedReport = {
    bytes: 7 * GiB,
    bases: [baseId],
    breaks: [{ path: `${instance(3).id}/disk`, instance: instance(3).id, lost: baseId }],
    breakCount: 1,
    brokenInstances: 1,
    kept: [],
    unknown: [],
    certain: true,
  }

  test('say what their deletion would free and break', async () => {
    const { api } = await openNode({ 'scan:freed': () => ok(freed) })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    fireEvent.click(rowOf('web-2'), { ctrlKey: true })
    const bar = screen.getByRole('region', { name: 'Selection' })
    within(bar).getByText('2 selected')
    await within(bar).findByText('7.00 GiB')
    expect(bar.textContent).toMatch(/with 1 base.*breaks 1 disk/)
    const [, , choice] = api.requests.find(([channel]) => channel === 'scan:freed') ?? []
    expect(choice).toEqual({ instances: [instance(1).id, instance(2).id], files: [] })
    fireEvent.click(within(bar).getByRole('button', { name: 'Details' }))
    await screen.findByText(/web-3 \/ disk ←/)
    fireEvent.click(within(bar).getByRole('button', { name: 'Clear the selection' }))
    expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull()
  })

  test('say why nobody knows what their deletion would free', async () => {
    await openNode({ 'scan:freed': () => fail('not-found') })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    const bar = screen.getByRole('region', { name: 'Selection' })
    within(bar).getByText('counting…')
    await waitFor(() => expect(within(bar).queryByText('counting…')).toBeNull())
    expect(within(bar).getByRole('status').textContent).toMatch(/Nothing is at this path/)
  })

  test('are gathered by keys too, and let go again', async () => {
    await openNode({ 'scan:freed': () => ok(freed) })
    fireEvent.click(rowOf('web-3'))
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Insert' })
    fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Insert' })
    await screen.findByText('2 selected')
    fireEvent.keyDown(document.activeElement ?? document.body, { key: ' ', ctrlKey: true })
    await screen.findByText('3 selected')
    expect(screen.getAllByRole('row', { selected: true }).length).toBe(3)
    fireEvent.click(rowOf('web-3'), { ctrlKey: true })
    screen.getByText('2 selected')
  })

  const lookSelected = () =>
    screen.getAllByRole('row', { selected: true }).map((row) => row.textContent?.slice(0, 5))
  const isBarGone = () => screen.queryByRole('region', { name: 'Selection' }) === null

  test('are what lies between with Shift, from the row that was clicked before', async () => {
    await openNode({ 'scan:freed': () => ok(freed) })
    fireEvent.click(rowOf('web-3'))
    fireEvent.click(rowOf('web-1'), { shiftKey: true })
    screen.getByText('3 selected')
    fireEvent.click(rowOf('web-2'), { shiftKey: true })
    expect(lookSelected()).toEqual(['web-3', 'web-2'])
    const press = (key: string, keys = {}) =>
      fireEvent.keyDown(document.activeElement ?? document.body, { key, ...keys })
    press('ArrowDown', { shiftKey: true })
    screen.getByText('3 selected')
    press('Escape')
    expect(isBarGone()).toBe(true)
    press('a', { ctrlKey: true })
    screen.getByText('3 selected')
  })

  test('are let go by a plain click, which selects one row alone', async () => {
    await openNode({ 'scan:freed': () => ok(freed) })
    fireEvent.click(rowOf('web-1'))
    expect(isBarGone()).toBe(true)
    fireEvent.click(rowOf('web-2'), { ctrlKey: true })
    expect(lookSelected()).toEqual(['web-2', 'web-1'])
    fireEvent.click(rowOf('web-3'))
    expect(lookSelected()).toEqual(['web-3'])
    expect(isBarGone()).toBe(true)
    fireEvent.click(rowOf('web-3'), { ctrlKey: true })
    expect(screen.queryAllByRole('row', { selected: true })).toEqual([])
  })

  test('of another table are counted apart, once rows of this one join them', async () => {
    const { stores } = await openNode({
      'scan:freed': () => ok(freed),
      'image:inspect': () => fail('not-found'),
    })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    act(() => stores.view.getState().actions.showScope('bases'))
    expect(isBarGone()).toBe(true)
    fireEvent.click(within(screen.getByRole('treegrid')).getByText(/^2fd4e1/), { ctrlKey: true })
    screen.getByText('2 selected')
    screen.getByText('1 of them in another table')
  })

  test('and all the rest pass an accessibility check', async () => {
    const { view } = await openNode({ 'scan:freed': () => ok(freed) })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    await screen.findByText('7.00 GiB')
    const { violations } = await axe.run(view.container, {
      rules: { 'color-contrast': { enabled: false } },
    })
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])
  })
})
