// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test, vi } from 'vitest'
import { plainAccounting } from '../../../helpers/scan/plain-accounting.ts'
import { accounting as accounted } from '../../accounted.tsx'
import { imagePlace, instance, nodePlace, nodeView, problem, progress } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { fail, ok } from '../../fake-api.ts'
import { openFinishedNode, openNode, rows, shownNames } from '../../scanning.tsx'

installLayout()

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
    // What a screen reader is told.
    screen.getByText(`Partial result: ${rows.length} instances so far`)
    const sums = screen.getByRole('region', { name: 'Totals' })
    for (const name of ['Allocated', 'Instances', 'Virtual', 'Over-commit']) {
      expect(sums.textContent).toMatch(new RegExp(`${name} ?≥ \\d`))
    }
    const parts = screen.getByRole('navigation', { name: 'What to show' })
    expect(parts.textContent).toContain(`Instances≥ ${rows.length}`)
    expect(parts.textContent).toContain('Clean-up–')
    // Of what a scan came to no part is a share of anything.
    expect(screen.getByRole('complementary').textContent).not.toMatch(/\d%/)
    act(() => stores.view.getState().actions.showScope('problems'))
    const severities = screen.getByRole('group', { name: 'By severity' })
    expect(severities.textContent).toBe('High≥ 1Warning–Note–')
    act(() => stores.view.getState().actions.showScope('bases'))
    screen.getByText('Partial result')
  })

  test('shows its progress below the table: rows stay where they are when it ends', async () => {
    const { emit } = await openNode()
    emit({ kind: 'progress', scanId: 'scan-1', progress })
    const table = screen.getByRole('navigation', { name: 'What to show' })
    const way = table.compareDocumentPosition(screen.getByRole('progressbar'))
    expect(way & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy()
  })

  test('that is cancelled before it came to a disk tells of no disks that Nova would count', async () => {
    const { emit } = await openNode()
    const end = { state: 'partial', reason: 'cancelled' } as const
    const nova = accounted.nova && { ...accounted.nova, disks: 0, overCommitted: 0 }
    const accounting = { ...plainAccounting, ...(nova && { nova }) }
    emit({ kind: 'done', scanId: 'scan-1', view: nodeView([], { end, accounting }) })
    const details = screen.getByRole('complementary').textContent
    expect(details).toContain('over-commit')
    expect(details).not.toMatch(/0\.00 GiB|\b0 disks/)
  })

  test('has no counts until then that are said to be all, and of what is told at its end none', async () => {
    const { emit, stores } = await openNode()
    emit({ kind: 'instances', scanId: 'scan-1', rows: rows.slice(0, 2) })
    screen.getByText('≥ 2 in all')
    expect(screen.getByRole('navigation', { name: 'What to show' }).textContent).toMatch(
      /^Instances≥ 2Base files–/,
    )
    act(() => stores.view.getState().actions.showScope('plan'))
    screen.getByText('– in all')
  })

  test('goes on below an image that is dropped, and Escape leads back to it as it was', async () => {
    const { emit, api } = await openNode({ 'image:inspect': () => fail('not-found') })
    emit({ kind: 'instances', scanId: 'scan-1', rows: rows.slice(0, 1) })
    const table = () => screen.getByRole('treegrid').parentElement
    Object.assign(table() ?? {}, { scrollTop: 120 })
    act(() => api.push('place:opened', [imagePlace]))
    screen.getByRole('main', { name: 'Image inspector' })
    emit({ kind: 'instances', scanId: 'scan-1', rows: rows.slice(1) })
    const moved = vi.spyOn(Element.prototype, 'scrollTo')
    fireEvent.keyDown(document.body, { key: 'Escape' })
    await waitFor(() => expect(shownNames()).toHaveLength(rows.length))
    expect(moved).toHaveBeenCalledWith(expect.objectContaining({ top: 120 }))
    expect(api.requests.map(([channel]) => channel)).not.toContain('scan:cancel')
  })

  test('is cancelled by Escape in the filter too, once that has nothing left to clear', async () => {
    const { emit, api } = await openNode()
    emit({ kind: 'instances', scanId: 'scan-1', rows: rows.slice(0, 1) })
    const filter = screen.getByRole('textbox', { name: /^Filter by/ })
    const cancelled = () => api.requests.filter(([channel]) => channel === 'scan:cancel').length
    fireEvent.change(filter, { target: { value: 'web' } })
    fireEvent.keyDown(filter, { key: 'Escape' })
    expect([filter.getAttribute('value'), cancelled()]).toEqual(['', 0])
    fireEvent.keyDown(filter, { key: 'Escape' })
    expect(cancelled()).toBe(1)
  })

  test('goes on without what was missing of what was opened together, when that is asked for', async () => {
    const { emit, api } = await openNode({ 'place:leave-out': () => ok(nodePlace) })
    const end = { state: 'partial', reason: 'not-opened' } as const
    const notOpened = [{ code: 'not-found', path: '/mnt/wrong', errno: 'ENOENT' }] as const
    emit({ kind: 'done', scanId: 'scan-1', view: { ...nodeView(rows, { end }), notOpened } })
    screen.getByText(/Left out: .mnt.wrong: it does not exist/)
    fireEvent.click(screen.getByRole('button', { name: 'Go on without it' }))
    await waitFor(() =>
      expect(api.requests.slice(-2).map(([channel]) => channel)).toEqual([
        'place:leave-out',
        'scan:start',
      ]),
    )
  })

  test('says why it failed and tries again', async () => {
    const { emit, api } = await openNode()
    const failure = { code: 'not-responding', message: 'x', path: '/mnt/node' } as const
    emit({ kind: 'failed', scanId: 'scan-1', failure })
    const alert = screen.getByRole('alert')
    expect(alert.textContent).toMatch(/file system does not answer.* \/mnt\/node/)
    fireEvent.click(within(alert).getByRole('button', { name: 'Try again' }))
    await waitFor(() =>
      expect(api.requests.filter(([channel]) => channel === 'scan:start')).toHaveLength(2),
    )
  })
})

test('of a scan that fails nothing is counted for what is selected, and it says why', async () => {
  const { emit, stores } = await openNode()
  const mark = { path: instance(1).id, kind: 'instance', scope: 'instances' } as const
  emit({ kind: 'instances', scanId: 'scan-1', rows: rows.slice(0, 1) })
  act(() => stores.view.getState().actions.addMarks([mark]))
  emit({ kind: 'failed', scanId: 'scan-1', failure: { code: 'internal', message: '' } })
  const bar = screen.getByRole('region', { name: 'Selection' })
  expect(bar.textContent).toMatch(/1 selected.*– The scan did not finish/)
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
        expect(app.stores.scan.getState().again?.scanId).toBe('scan-2')
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
    expect(shownNames()).toHaveLength(rows.length)
    screen.getByText('Until it has ended, what is shown is of the scan before.')
    const end = { state: 'partial', reason: 'not-responding' } as const
    emit({ kind: 'done', scanId: 'scan-2', view: nodeView(rows.slice(1), { end }) })
    expect([...stores.view.getState().marked.keys()]).toEqual([instance(2).id])
    expect(details.textContent).toContain('Not known in this scan')
  })

  test('shows what the one before had found when it fails, and says why', async () => {
    const { again, emit, stores } = await openAgain()
    const mark = { path: instance(1).id, kind: 'instance', scope: 'instances' } as const
    act(() => stores.view.getState().actions.addMarks([mark]))
    await again()
    emit({ kind: 'instances', scanId: 'scan-2', rows: rows.slice(0, 1) })
    emit({ kind: 'failed', scanId: 'scan-2', failure: { code: 'not-responding', message: '' } })
    const said = screen.getByText(
      /^The new scan did not finish: what is shown is of the one before/,
    )
    expect(said.parentElement?.textContent).toContain('The file system does not answer.')
    expect(screen.getByRole('region', { name: 'Selection' }).textContent).toMatch(
      /1 selected.*1\.00 GiB/,
    )
    expect(shownNames()).toHaveLength(rows.length)
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

describe('of a scan that saw no byte before it ended', () => {
  const nothing = { ...progress, allocated: 0 }
  const sums = () => screen.getByRole('region', { name: 'Totals' }).textContent

  test('nothing is said to be allocated: not 0, where it failed', async () => {
    const { emit } = await openNode()
    emit({ kind: 'progress', scanId: 'scan-1', progress: nothing })
    emit({ kind: 'failed', scanId: 'scan-1', failure: { code: 'internal', message: '' } })
    expect(sums()).toContain('Allocated–The scan did not finish')
  })

  test('nor at least 0, where it was cancelled', async () => {
    const { emit } = await openNode()
    const end = { state: 'partial', reason: 'cancelled' } as const
    const { totals } = nodeView([])
    const view = nodeView([], { end, totals: { ...totals, allocated: 0 } })
    emit({ kind: 'done', scanId: 'scan-1', view })
    expect(sums()).toContain('Allocated–')
  })

  test('what was counted until then is at least that', async () => {
    const { emit } = await openNode()
    emit({ kind: 'progress', scanId: 'scan-1', progress: { ...progress, allocated: 4096 } })
    emit({ kind: 'failed', scanId: 'scan-1', failure: { code: 'internal', message: '' } })
    expect(sums()).toContain('Allocated≥ 4.00 KiB')
  })
})

test('of a scan that failed before anything was seen nothing is said to be none, or to come', async () => {
  const { emit } = await openNode()
  emit({ kind: 'failed', scanId: 'scan-1', failure: { code: 'permission', message: 'x' } })
  const { textContent: totals } = screen.getByRole('region', { name: 'Totals' })
  expect(totals).toMatch(/^File system–The scan did not finish/)
  expect(totals).not.toMatch(/so far|when the scan has ended/)
  const parts = within(screen.getByRole('navigation', { name: 'What to show' }))
  const counts = parts.getAllByRole('button').map(({ textContent }) => textContent)
  expect(counts).toEqual([
    'Instances–',
    'Base files–',
    'Images–',
    'Other–',
    'Problems–',
    'Clean-up–',
  ])
  expect(screen.queryByText('0 in all')).toBeNull()
})

test.each([
  ['permission', 1],
  ['not-found', 0],
] as const)(
  'what could not be opened (%s) comes with what lets it be read, and nothing that is in it',
  async (code, count) => {
    const copied: string[] = []
    const { emit } = await openNode({
      'text:copy': (text) => {
        copied.push(text)
        return ok(undefined)
      },
    })
    emit({ kind: 'failed', scanId: 'scan-1', failure: { code, message: 'x' } })
    const copy = screen.queryByRole('button', { name: 'Copy the command' })
    expect(copy === null).toBe(count === 0)
    if (copy === null) return
    fireEvent.click(copy)
    await waitFor(() => expect(copied).toEqual(['sudo setfacl -m "u:$USER:rX" -- /mnt/node']))
  },
)

test('of storage that is not mounted nothing is said to be none but images', async () => {
  const { emit } = await openNode()
  const growth = { ...plainAccounting.growth, unknown: 'unmounted' as const }
  const view = nodeView([], { bases: [], accounting: { ...plainAccounting, growth } })
  emit({ kind: 'done', scanId: 'scan-1', view })
  const parts = screen.getByRole('navigation', { name: 'What to show' })
  expect(parts.textContent).toBe('Instances–Base files–Images0Other–Problems–Clean-up–')
  screen.getByRole('heading', { name: 'None were seen' })
  screen.getByText('– in all')
})

test('what an image stands on and could not be read makes the result a part, though every entry was read', async () => {
  const { emit } = await openNode()
  const evidence = { case: 'backing', name: 'base', reason: 'permission', errno: 'EACCES' }
  const findings = [{ ...problem('unreadable', 'high', 'top.qcow2'), evidence }]
  emit({ kind: 'done', scanId: 'scan-1', view: nodeView([], { findings }) })
  const banner = screen.getByText('Partial result').closest('[role=status]')
  expect(banner?.textContent).toContain('What an image stands on could not be read.')
})
