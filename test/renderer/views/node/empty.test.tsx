// @vitest-environment jsdom
import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'
import { openNode, rows } from '../../scanning.tsx'

installLayout()

const plain = nodeView([], { bases: [] })

/** Two folders and this many files. */
const holding = (files: number, change: Partial<NodeView['totals']> = {}): NodeView => ({
  ...plain,
  totals: { ...plain.totals, entries: 2 + files, directories: 2, baseCount: 0, ...change },
})

test('a folder without files says so in each table, and offers to open another', async () => {
  const { stores, api } = await openView(holding(0))
  for (const scope of ['instances', 'bases', 'images', 'problems'] as const) {
    act(() => stores.view.getState().actions.showScope(scope))
    screen.getByRole('heading', { name: 'No files here' })
  }
  const before = api.requests.length
  screen.getByRole('button', { name: 'Open folder…' }).click()
  expect(api.requests.slice(before).map(([channel]) => channel)).toContain('place:choose-folder')
})

test('a folder with files that are no images is not called empty', async () => {
  await openView(holding(1))
  screen.getByRole('heading', { name: 'No instances here' })
})

test('a place with nothing that is known says so, in Chinese too, and that nothing is wrong it does not', async () => {
  const layout = { kind: 'folder', glancePaths: [], domainPaths: [] } as const
  const settings = { language: 'zh-CN', theme: 'light' } as const
  const { stores } = await openView(
    { ...holding(1), kind: 'folder', layout, findings: [] },
    settings,
  )
  for (const scope of ['instances', 'problems'] as const) {
    act(() => stores.view.getState().actions.showScope(scope))
    screen.getByRole('heading', { name: /^这里没有找到 Nova/ })
    screen.getByText(/^可以识别的有/)
  }
})

test('the root of a machine without Nova is not called empty: what else is in it was not read', async () => {
  const layout = { kind: 'node', glancePaths: [], domainPaths: [] } as const
  const { stores } = await openView({ ...holding(0), kind: 'node', layout, findings: [] })
  for (const scope of ['instances', 'problems'] as const) {
    act(() => stores.view.getState().actions.showScope(scope))
    screen.getByRole('heading', { name: /^This looks like the root of a machine/ })
    screen.getByText(/may hold images all the same/)
  }
  expect(screen.getByTitle(/^The rest of such a root is not read/).textContent).toBe('–')
})

test('domains of which no disk was opened say so in each table, and what to open', async () => {
  const growth = { ...plain.accounting.growth, unknown: 'domains-alone' as const }
  const accounting = { ...plain.accounting, growth }
  const { stores } = await openView({ ...holding(58), domainsAlone: 58, accounting })
  for (const scope of ['instances', 'bases', 'problems'] as const) {
    act(() => stores.view.getState().actions.showScope(scope))
    screen.getByRole('heading', { name: '58 domains whose disks are not in what was opened' })
  }
  screen.getByText('What the disks are on was not opened')
})

test('a folder above of nodes has no problems of images alone', async () => {
  const { stores } = await openView({ ...holding(1), nodesInside: ['a'], findings: [] })
  act(() => stores.view.getState().actions.showScope('problems'))
  screen.getByText(/^That is of images by themselves/)
})

test('a folder of which something could not be read is not called empty', async () => {
  await openView(holding(0, { unreadable: 1 }))
  screen.getByRole('heading', { name: 'None were seen' })
})

test('of a scan that was cancelled no table says that there is nothing', async () => {
  const end = { state: 'partial', reason: 'cancelled' } as const
  const { stores } = await openView({ ...holding(1), end, findings: [] })
  for (const scope of ['instances', 'bases', 'images', 'others', 'problems'] as const) {
    act(() => stores.view.getState().actions.showScope(scope))
    screen.getByRole('heading', { name: 'None were seen' })
  }
})

test('while the scan runs a filter that nothing passes says that more is to come', async () => {
  const { emit, stores } = await openNode()
  emit({ kind: 'instances', scanId: 'scan-1', rows })
  act(() => stores.view.getState().actions.filter('instances', 'nobody'))
  await screen.findByRole('heading', { name: 'Nothing matches so far' })
  emit({ kind: 'done', scanId: 'scan-1', view: nodeView(rows) })
  await screen.findByRole('heading', { name: 'Nothing matches the filter' })
})

test('a place with nothing that is known has no sums of disks, no rows to select and no clean bill', async () => {
  const layout = { kind: 'folder', glancePaths: [], domainPaths: [] } as const
  const { stores } = await openView({ ...holding(1), kind: 'folder', layout, findings: [] })
  expect(stores.view.getState().scope).toBe('instances')
  const titles = within(screen.getByRole('region', { name: 'Totals' }))
  expect(titles.queryByText('Virtual')).toBeNull()
  expect(titles.queryByText('Over-commit')).toBeNull()
  titles.getByText('Allocated')
  const overview = screen.getByRole('complementary', { name: 'Details' })
  expect(overview.textContent).not.toMatch(/No problems found|Select a row/)
})

test('a node without instances has sums of none', async () => {
  const layout = { kind: 'node', instancesPath: 'i', glancePaths: [], domainPaths: [] } as const
  await openView({ ...holding(1), kind: 'node', layout, findings: [] })
  expect(screen.getByRole('region', { name: 'Totals' }).textContent).toContain('0 disks')
  screen.getByText('No problems found')
})
