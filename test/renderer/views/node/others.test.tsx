// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { entry } from '../../../shared/analysis/scan-builder.ts'
import { nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openView } from '../../opened.tsx'
import { shownNames } from '../../scanning.tsx'

installLayout()

test.each([
  [
    'en',
    'Other',
    '20,002',
    '2 of 20,002 listed',
    '20,000 smaller ones, 64.0 MiB in all, are not listed.',
  ],
  [
    'zh-CN',
    '其他',
    '20,002',
    '共 20,002 个，列出 2 个',
    '另有 20,000 个较小的条目（共 64.0 MiB）未列出。',
  ],
] as const)(
  'what is not listed of very many others counts all the same (%s)',
  async (language, name, count, listed, note) => {
    const others = {
      listed: [entry('a'), entry('b')],
      leftOut: { count: 20_000, allocated: 64 << 20 },
      domainXml: { count: 2, allocated: 8192 },
    }
    await openView({ ...nodeView([]), others }, { language, theme: 'light' })
    const tab = within(screen.getByRole('navigation', { name: /What to show|显示内容/ })).getByRole(
      'button',
      {
        name: new RegExp(`^${name}`),
      },
    )
    expect(within(tab).getByText(count)).toBeTruthy()
    fireEvent.click(tab)
    expect(screen.getByText(listed)).toBeTruthy()
    expect(screen.getByText(note)).toBeTruthy()
    expect(screen.getByText(/8\.00 KiB/)).toBeTruthy()
  },
)

test('say in a few words what they are, and the rest in the title', async () => {
  const others = {
    listed: [entry('locks/nova-x', { role: 'lock' })],
    leftOut: { count: 0, allocated: 0 },
  }
  const { stores } = await openView({ ...nodeView([]), others })
  act(() => stores.view.getState().actions.showScope('others'))
  const cell = await screen.findByText('Lock of the image cache')
  expect(cell.closest('[title]')?.getAttribute('title')).toBe(
    'Lock of a file in the image cache; empty.',
  )
})

test('are sorted by what is told of them', async () => {
  const listed = [
    entry('a', { role: 'unknown' }),
    entry('b', { role: 'unknown', type: 'fifo' }),
    entry('c', { role: 'lock' }),
    entry('d', { role: 'unknown', type: 'socket' }),
  ]
  const { stores } = await openView({
    ...nodeView([]),
    others: { listed, leftOut: { count: 0, allocated: 0 } },
  })
  const { showScope, sort } = stores.view.getState().actions
  act(() => {
    showScope('others')
    sort('others', [{ id: 'what', desc: false }])
  })
  const words = () =>
    [...document.querySelectorAll('[role=row][data-index]')].map(
      (row) => row.children[1]?.textContent ?? '',
    )
  expect(words()).toHaveLength(4)
  expect(words()).toEqual([...words()].sort())
})

test.each([
  ['qcow2 image', 'a'],
  ['not read', 'b'],
  ['FIFO', 'c'],
  ['symbolic link', 'd'],
  ['empty', 'e'],
])('are found by what is told of them: %s', async (words, path) => {
  const listed = [
    entry('a', { image: { format: 'qcow2', virtualSize: 1 << 20 } }),
    entry('b', { fault: { code: 'permission', errno: 'EACCES', path: 'b' } }),
    entry('c', { type: 'fifo' }),
    entry('d', { type: 'symlink', link: { target: '/srv/x', leavesRoot: true } }),
    entry('e', { role: 'lock' }),
  ]
  const { stores } = await openView({
    ...nodeView([]),
    others: { listed, leftOut: { count: 0, allocated: 0 } },
  })
  const { showScope, filter } = stores.view.getState().actions
  act(() => {
    showScope('others')
    filter('others', words)
  })
  expect(shownNames()).toEqual([path])
})
