// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import type { FreedReport } from '../../../../shared/ipc/answers.ts'
import { openNode, rowOf } from '../../accounted.tsx'
import { baseId, GiB, instance } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { fail, ok } from '../../fake-api.ts'

installLayout()

describe('gathered rows', () => {
  const freed: FreedReport = {
    bytes: 7 * GiB,
    mayGo: [],
    bases: [baseId],
    breaks: [{ path: `${instance(3).id}/disk`, instance: instance(3).id, lost: baseId }],
    breakCount: 1,
    brokenInstances: 1,
    kept: [],
    outliving: [],
    unknown: [],
    certain: true,
    isAtLeast: false,
  }

  test('say what their deletion would free and break', async () => {
    const { api } = await openNode({ 'scan:freed': () => ok(freed) })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    fireEvent.click(rowOf('web-2'), { ctrlKey: true })
    const bar = screen.getByRole('region', { name: 'Selection' })
    within(bar).getByText('2 selected')
    expect(bar.textContent).toMatch(/Allocated3\.00 GiBVirtual40\.0 GiBFreed if deleted/)
    await within(bar).findByText('7.00 GiB')
    expect(bar.textContent).toMatch(/with 1 base.*breaks 1 file/)
    const [, , choice] = api.requests.find(([channel]) => channel === 'scan:freed') ?? []
    expect(choice).toEqual({ instances: [instance(1).id, instance(2).id], files: [] })
    fireEvent.click(within(bar).getByRole('button', { name: 'Details' }))
    const without = await screen.findByText(/^Without 2fd4e1c6/)
    expect(without.textContent).toMatch(/ 1$/)
    expect(without.nextElementSibling?.textContent).toBe('web-3 / disk')
    fireEvent.click(within(bar).getByRole('button', { name: 'Clear the selection' }))
    expect(screen.queryByRole('region', { name: 'Selection' })).toBeNull()
  })

  test('count bases among them with what they take, as what is freed does', async () => {
    await openNode({
      'scan:freed': () => ok(freed),
      'image:inspect': () => fail('not-found'),
    })
    const bar = () => screen.getByRole('region', { name: 'Selection' })
    const parts = within(screen.getByRole('navigation', { name: 'What to show' }))
    fireEvent.click(parts.getByRole('button', { name: /^Base files/ }))
    fireEvent.click(screen.getByRole('row', { name: /2fd4e1c6/ }), { ctrlKey: true })
    expect(bar().textContent).toMatch(/Allocated1\.00 GiBFreed if deleted/)
    fireEvent.click(parts.getByRole('button', { name: /^Instances/ }))
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    expect(bar().textContent).toMatch(/Allocated2\.00 GiBVirtual20\.0 GiBFreed if deleted/)
  })

  test('say what is copied to move them, and that the details are those of one', async () => {
    const move = { instances: 2, together: 5 * GiB, basesThere: GiB, unknown: 1 }
    await openNode({ 'scan:freed': () => ok({ ...freed, move }) })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    fireEvent.click(rowOf('web-2'), { ctrlKey: true })
    const bar = screen.getByRole('region', { name: 'Selection' })
    const toMove = await within(bar).findByText('To move')
    expect(toMove.nextElementSibling?.textContent).toBe('≥ 5.00 GiB')
    screen.getByText('Details of 1 of the 2 selected')
    fireEvent.click(within(bar).getByRole('button', { name: 'Details' }))
    await screen.findByText(/≥ 5\.00 GiB are copied, with each base once; ≥ 1\.00 GiB where/)
    // No row of that table is gathered, and no sum stands below it.
    const parts = within(screen.getByRole('navigation', { name: 'What to show' }))
    fireEvent.click(parts.getByRole('button', { name: /^Problems/ }))
    expect(screen.queryByText(/^2 rows are selected/)).toBeNull()
  })

  test('keep bases because not all was read only where such bases are among them', async () => {
    const words = /Not everything was read: bases count as kept/
    const open = async (change: Partial<typeof freed>) => {
      const { view } = await openNode({ 'scan:freed': () => ok({ ...freed, ...change }) })
      fireEvent.click(rowOf('web-1'), { ctrlKey: true })
      const bar = screen.getByRole('region', { name: 'Selection' })
      fireEvent.click(await within(bar).findByRole('button', { name: 'Details' }))
      await screen.findByText('Cowscope deletes nothing.')
      const isSaid = screen.queryByText(words) !== null
      view.unmount()
      return isSaid
    }
    expect(await open({ bases: [], certain: false })).toBe(false)
    expect(await open({ bases: [], mayGo: [baseId], isAtLeast: true, certain: false })).toBe(true)
    expect(await open({ mayGo: [baseId], isAtLeast: true })).toBe(false)
  })

  test('free at least so much where not all of them was seen', async () => {
    await openNode({ 'scan:freed': () => ok({ ...freed, isAtLeast: true }) })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    await within(screen.getByRole('region', { name: 'Selection' })).findByText('≥ 7.00 GiB')
  })

  test('name the bases of which nobody can tell whether something else needs them', async () => {
    const open = { bases: [], mayGo: [baseId], isAtLeast: true }
    await openNode({ 'scan:freed': () => ok({ ...freed, ...open }) })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    const bar = screen.getByRole('region', { name: 'Selection' })
    const sum = await within(bar).findByText('≥ 7.00 GiB')
    expect(sum.title).toMatch(/whether something else uses the base/)
    fireEvent.click(within(bar).getByRole('button', { name: 'Details' }))
    const title = await screen.findByText(/Whether something else needs these is not known/)
    expect(title.nextElementSibling?.textContent).toBe(baseId.split('/').at(-1))
  })

  test('say of files that are no images what was not looked for', async () => {
    const alone = { bases: [], breaks: [], breakCount: 0, brokenInstances: 0, plain: 2 }
    await openNode({ 'scan:freed': () => ok({ ...freed, ...alone }) })
    fireEvent.click(rowOf('web-1'), { ctrlKey: true })
    const bar = screen.getByRole('region', { name: 'Selection' })
    fireEvent.click(await within(bar).findByRole('button', { name: 'Details' }))
    await screen.findByText(/No image loses what it stands on/)
    await screen.findByText(/^2 of the files are no images: what needs them otherwise/)
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

  test('need not be neighbours at the keyboard: Ctrl moves the focus, and lets nothing go', async () => {
    await openNode({ 'scan:freed': () => ok(freed) })
    const press = (key: string, keys = {}) =>
      fireEvent.keyDown(document.activeElement ?? document.body, { key, ...keys })
    const focused = () => document.activeElement?.textContent?.slice(0, 5)
    fireEvent.click(rowOf('web-3'))
    press('Home')
    press('Insert')
    press('ArrowDown', { ctrlKey: true })
    screen.getByText('1 selected')
    expect(focused()).toBe('web-1')
    press(' ', { ctrlKey: true })
    screen.getByText('2 selected')
    expect(lookSelected()).toEqual(['web-3', 'web-1'])
    press('Home', { ctrlKey: true })
    press('End', { ctrlKey: true })
    press('ArrowUp', { ctrlKey: true })
    expect(focused()).toBe('web-2')
    expect(lookSelected()).toEqual(['web-3', 'web-1'])
  })

  test('begin with the row that is selected alone, which Ctrl and an arrow leave as it is', async () => {
    await openNode({ 'scan:freed': () => ok(freed) })
    const press = (key: string, keys = {}) =>
      fireEvent.keyDown(document.activeElement ?? document.body, { key, ...keys })
    fireEvent.click(rowOf('web-3'))
    press('End', { ctrlKey: true })
    expect(lookSelected()).toEqual(['web-3'])
    press('Insert')
    screen.getByText('2 selected')
    expect(lookSelected()).toEqual(['web-3', 'web-1'])
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
