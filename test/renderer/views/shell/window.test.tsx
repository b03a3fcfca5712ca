// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test, vi } from 'vitest'
import { imageVerdict } from '../../../../shared/formats/verdict/verdict.ts'
import type { ImageReport } from '../../../../shared/ipc/answers.ts'
import { memorySource } from '../../../helpers/bytes/memory-source.ts'
import { base, GiB, instance, nodePlace, nodeView, problem } from '../../data.ts'
import { installLayout, renderApp } from '../../dom.tsx'
import { fail, ok } from '../../fake-api.ts'
import { openFinishedNode, openNode, rows, shownNames } from '../../scanning.tsx'

installLayout()

describe('the start page', () => {
  test('says why a place could not be opened', async () => {
    await renderApp({ 'place:sample': () => fail('permission') })
    fireEvent.click(screen.getByRole('button', { name: /sample node/ }))
    await screen.findByText(/does not let this user read it/)
  })

  test('greys a recent place that is gone, with the reason, and forgets it', async () => {
    const gone = { paths: ['/mnt/gone'], kind: 'folder', openedAtMs: 1, present: false } as const
    const { stores } = await renderApp({ 'recent:forget': () => ok([]) })
    act(() => stores.places.setState({ recent: [gone] }))
    const place = screen.getByRole('button', { name: /gone.*No longer there/ })
    expect(place).toHaveProperty('disabled', true)
    fireEvent.click(screen.getByRole('button', { name: 'Remove /mnt/gone from the list' }))
    await screen.findByText(/appear here/)
  })

  test('has what was opened together as one recent place, and opens all of it again', async () => {
    const both = {
      paths: ['/srv/a', '/srv/b'],
      kind: 'folder',
      openedAtMs: 1,
      present: true,
    } as const
    const { api, stores } = await renderApp({ 'place:open': () => ok([ok(nodePlace)]) })
    act(() => stores.places.setState({ recent: [both] }))
    screen.getByRole('button', { name: 'Remove /srv/a and 1 more from the list' })
    fireEvent.click(screen.getByRole('button', { name: /^Folder.*and 1 more/ }))
    await screen.findByRole('region', { name: 'Totals' })
    expect(api.requests).toContainEqual(['place:open', both.paths])
  })

  test('says no longer what a drop does when the window is left, also where a row is gone meanwhile', async () => {
    await renderApp({})
    const dataTransfer = { types: ['Files'], files: [], dropEffect: 'none' }
    const leaving = (relatedTarget: Element | null) => {
      const event = new MouseEvent('dragleave', { bubbles: true, relatedTarget })
      return Object.defineProperty(event, 'dataTransfer', { value: dataTransfer })
    }
    const [row, other] = [document.createElement('div'), document.createElement('div')]
    document.body.append(row, other)
    fireEvent.dragEnter(row, { dataTransfer })
    fireEvent.dragEnter(other, { dataTransfer })
    fireEvent(row, leaving(other))
    screen.getByText('A folder is scanned')
    fireEvent.dragEnter(row, { dataTransfer })
    other.remove()
    fireEvent(row, leaving(null))
    await waitFor(() => expect(screen.queryByText('A folder is scanned')).toBeNull())
    row.remove()
  })

  test.each([
    ['the pointer moves', () => fireEvent.pointerMove(document.body)],
    ['a key is pressed', () => fireEvent.keyDown(document.body, { key: 'Escape' })],
  ])('nor once %s: a drag that ended elsewhere was not told', async (_, act) => {
    await renderApp({})
    const dataTransfer = { types: ['Files'], files: [], dropEffect: 'none' }
    fireEvent.dragEnter(document.body, { dataTransfer })
    screen.getByText('A folder is scanned')
    act()
    await waitFor(() => expect(screen.queryByText('A folder is scanned')).toBeNull())
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

test('an image that was opened over a node is not called a part of it', async () => {
  const { stores } = await openNode({ 'image:inspect': () => fail('not-found') })
  const inspect = (placeId: string) => {
    const { actions } = stores.view.getState()
    act(() => actions.inspect([{ placeId, path: 'disk', label: 'disk' }]))
    return screen.getByRole('heading', { level: 1, name: 'disk' }).parentElement?.textContent
  }
  expect(inspect(nodePlace.id)).toMatch(/\/disk$/)
  expect(inspect('another')).toMatch(/[^/]disk$/)
  // The way back looks like a button, and has the whole path.
  const back = screen.getByRole('button', { name: nodePlace.path })
  expect(back.dataset['apart']).toBe('true')
  fireEvent.click(back)
  screen.getByRole('heading', { level: 1, name: nodePlace.path })
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
    const names = ['Instances', 'Disks', 'Base files', 'Images', 'Problems']
    const tables = names.map((name) => `${name} (CSV)`)
    expect(off(items).filter((name) => name?.includes('CSV'))).toEqual(tables)
    expect(screen.getAllByTitle(/would hold only its header/)).toHaveLength(5)
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
      'Problems (CSV)',
    ])
  })
})

test('says when its numbers were true, for whoever deletes by them', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setInterval', 'clearInterval'], now: 3_600_000 })
  try {
    await openFinishedNode()
    expect(screen.getByText(/^Scanned at \d\d:\d\d:\d\d$/).title).toMatch(/^1970-01-01 /)
    // The window is left open over night.
    act(() => vi.advanceTimersByTime(24 * 3_600_000))
    expect(screen.getByText(/^Scanned at 1970-01-01 \d\d:\d\d$/).title).toMatch(/^1970-01-01 /)
  } finally {
    vi.useRealTimers()
  }
})

describe('the table of instances', () => {
  test('has in the menu of each row the UUID, which the next command asks for', async () => {
    const { api } = await openFinishedNode({ 'text:copy': () => ok(undefined) })
    fireEvent.contextMenu(screen.getByRole('row', { name: /^web-2/ }))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Copy UUID of the instance' }))
    await screen.findByText('Copied')
    expect(api.requests).toContainEqual(['text:copy', instance(2).uuid])
  })

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
      ino: 1,
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

test('Escape acts also where a tooltip keeps it for itself', async () => {
  const { stores } = await openFinishedNode()
  act(() => stores.view.getState().actions.select({ kind: 'instance', path: instance(1).id }))
  const tip = document.createElement('div')
  tip.setAttribute('role', 'tooltip')
  document.body.append(tip)
  const keep = (event: Event) => event.stopPropagation()
  document.addEventListener('keydown', keep)
  fireEvent.keyDown(document.body, { key: 'Escape' })
  await waitFor(() => expect(stores.view.getState().selection).toBeUndefined())
  document.removeEventListener('keydown', keep)
  tip.remove()
})
