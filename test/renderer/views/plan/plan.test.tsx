// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { LevelSum } from '../../../../shared/analysis/cleanup/whole-plan.ts'
import { planCatalogue } from '../../../../shared/i18n/plan.ts'
import {
  GONE,
  IDLE,
  LOST,
  littered,
  PART,
} from '../../../electron/findings/cleanup/littered-node.ts'
import { DISK, INSTANCES, OTHER_IMAGE, sha1, smallNode } from '../../../helpers/trees/small-node.ts'
import { installLayout } from '../../dom.tsx'
import { details, openFold, section } from '../../opened.tsx'
import { openPlan, planLineTexts, stepRow } from '../../planned.tsx'

installLayout()

const bar = () => screen.getByRole('region', { name: 'Choice of steps' })
const boxOf = (name: string) => within(stepRow(name)).getByRole('checkbox')

describe('the clean-up plan in the window', () => {
  test('has the steps in the order of safety, each level with what it frees', async () => {
    await openPlan(littered().scan())
    const lines = planLineTexts()
    expect(lines).toHaveLength(14)
    expect(lines[0]).toMatch(/^Temporary files10 B/)
    expect(lines[3]).toMatch(/\.part.*unchanged for 3 hours8\.00 KiB$/)
    expect(lines.at(-2)).toMatch(/^Folders that belong to no instance/)
    await openFold(/^Show the \d+ lines$/)
    const overview = details().textContent
    expect(overview).toMatch(/7 steps, which free .*In the order of safety/)
    expect(overview).toContain('cowscope_unused() {')
  })

  test('says of a step what, why, on which evidence, what first and how', async () => {
    const { copied } = await openPlan(littered().scan())
    fireEvent.click(stepRow('.part'))
    await waitFor(() => section('Then, to remove it'))
    expect(section('What').textContent).toContain('8.00 KiB')
    expect(section('Why').textContent).toContain('The cache manager never looks')
    expect(section('Evidence').textContent).toContain('Unchanged for3 hours')
    expect(section('What goes').textContent).toContain(PART)
    const first = section('First, to verify')
    fireEvent.click(within(first).getByRole('button', { name: 'Copy all lines' }))
    const word = `"\${ROOT:?}"/${PART}`
    await waitFor(() =>
      expect(copied).toEqual([
        `ls -lbd --time-style=full-iso -- ${word}\nfind -H ${word} -xdev ! -type d -exec fuser -v {} +`,
      ]),
    )
    fireEvent.click(within(section('Then, to remove it')).getByRole('button', { name: /^Copy:/ }))
    await waitFor(() =>
      expect(copied[1]).toBe(`cowscope_unused ${word} && rm -- ${word} && cowscope_note`),
    )
  })

  test('moves a folder of no instance aside first, and removes it there later', async () => {
    await openPlan(littered().scan())
    fireEvent.click(stepRow(LOST))
    await waitFor(() => section('Then, to move it aside'))
    expect(within(details()).queryByRole('heading', { name: 'Then, to remove it' })).toBeNull()
    expect(section('Then, to move it aside').textContent).toContain('&& cowscope_aside ')
    expect(section('Some days later, to remove it').textContent).toMatch(
      /cowscope_unused \S+cowscope-aside-\S+ \d+ moved && rm -r /,
    )
    expect(section('What is moved aside').textContent).toMatch(
      /once it is removed where.*cowscope-aside-/,
    )
    fireEvent.click(boxOf(LOST))
    await waitFor(() =>
      expect(bar().textContent).toContain('of 1 once its folder is removed where it is moved to'),
    )
  })

  test('leads to what a step is about, and from there back to the step', async () => {
    const { stores } = await openPlan(littered().scan())
    fireEvent.click(stepRow(IDLE.slice(-20)))
    fireEvent.click(within(details()).getByRole('button', { name: 'Show what it is about' }))
    expect(stores.view.getState().selection).toEqual({ kind: 'image', path: IDLE })
    act(() => stores.view.getState().actions.showScope('bases'))
    act(() => stores.view.getState().actions.select({ kind: 'image', path: IDLE }))
    const back = { name: 'Show in the clean-up plan' }
    fireEvent.click(await within(details()).findByRole('button', back))
    expect(stores.view.getState().scope).toBe('plan')
    await waitFor(() => section('Then, to remove it'))
    expect(stepRow(IDLE.slice(-20)).getAttribute('aria-selected')).toBe('true')
  })

  test('gives no command for what is withheld, but what withholds it', async () => {
    const node = littered()
    const below = `${INSTANCES}/${GONE}_del/disk`
    node.make('raw', below, '8M')
    node.age(below, 48)
    node.overlay(`/${below}`)
    await openPlan(node.scan())
    expect(stepRow('_del').textContent).toContain('withheld: needed')
    fireEvent.click(stepRow('_del'))
    await waitFor(() => section(/stand on it/))
    expect(section(/stand on it/).textContent).toContain(DISK)
    expect(within(details()).queryByRole('heading', { name: 'Then, to remove it' })).toBeNull()
    // No step of the level has a command: what it would free is told, and is in no sum.
    const level = planLineTexts().find((text) => text.startsWith('Folders that a deletion left'))
    expect(level).toMatch(/^Folders that a deletion left1(?!–)/)
    screen.getByTitle(/^None of its steps has a command/)
  })

  test('has a column of commands only where one is withheld, or comes later', async () => {
    const header = { name: 'Command' }
    await openPlan(littered().scan())
    expect(screen.queryByRole('columnheader', header)).toBeNull()
    cleanup()
    const node = littered()
    node.age(PART, 0.5)
    const below = `${INSTANCES}/${GONE}_del/disk`
    node.make('raw', below, '8M')
    node.age(below, 48)
    node.overlay(`/${below}`)
    await openPlan(node.scan())
    await screen.findByRole('columnheader', header)
  })

  test('calls that column by its times where it has no others, and says of one of today which', async () => {
    const node = littered()
    node.age(PART, 0.5)
    await openPlan(node.scan())
    await screen.findByRole('columnheader', { name: 'From' })
    expect(screen.queryByRole('columnheader', { name: 'Command' })).toBeNull()
    await waitFor(() => expect(planLineTexts().at(-1)).toMatch(/from \d{4}-\d\d-\d\d \d\d:\d\d$/))
  })

  test('orders levels, and the steps in them, by what they free, and then as the plan does again', async () => {
    const { stores } = await openPlan(littered().scan())
    const rows = () =>
      [...document.querySelectorAll('[role=row][aria-level="1"]')].map((row) => row.textContent)
    const levels = stores.plan.getState().summary?.levels ?? []
    const titles = (all: readonly LevelSum[]) =>
      all.map(({ stage }) => expect.stringContaining(planCatalogue('en').stages[stage].title))
    const header = () => screen.getByRole('columnheader', { name: /Frees/ })
    const press = () => fireEvent.click(within(header()).getByRole('button', { name: /Frees/ }))
    press()
    expect(rows()).toEqual(titles(levels.toSorted((a, b) => b.bytes - a.bytes)))
    expect(header().getAttribute('aria-sort')).toBe('descending')
    press()
    expect(rows()).toEqual(titles(levels.toSorted((a, b) => a.bytes - b.bytes)))
    press()
    expect(rows()).toEqual(titles(levels))
  })

  test('says how much is left out where no step may be taken yet', async () => {
    const node = smallNode()
    node.write(PART, 'x'.repeat(5000), 0.5)
    const { stores } = await openPlan(node.scan())
    const part = screen.getByRole('button', { name: /^Clean-up/ })
    within(part).getByTitle('0 now · 1 left out, 8.00 KiB')
    act(() => stores.view.getState().actions.showScope('instances'))
    await screen.findByText('Clean-up: 0 now · 1 left out, 8.00 KiB')
  })

  test('says that there may be more where not everything was looked at', async () => {
    const node = smallNode()
    node.write(PART, 'x'.repeat(5000), 0.5)
    const scan = node.scan()
    const totals = { ...scan.view.totals, unreadable: 1 }
    const { stores } = await openPlan({ ...scan, view: { ...scan.view, totals } })
    const least = 'At least: not everything was looked at.'
    const part = screen.getByRole('button', { name: /^Clean-up/ })
    expect(within(part).getByTitle(/0 now/).title).toBe(`0 now · 1 left out, 8.00 KiB\n${least}`)
    act(() => stores.view.getState().actions.showScope('instances'))
    const line = await screen.findByText('Clean-up: 0 now · 1 left out, 8.00 KiB')
    expect(line.closest('button')?.textContent).toContain(least)
  })

  test('says first of a base that nova-compute removes it, and there is nothing to do', async () => {
    const node = littered()
    await openPlan(node.scan())
    // As far as nobody saw its options.
    expect(stepRow(IDLE.slice(-20)).textContent).toContain(
      "By Nova's defaults it removes it by itself",
    )
    fireEvent.click(stepRow(IDLE.slice(-20)))
    expect(section('What').textContent).toMatch(
      /^WhatBy Nova's defaults nova-compute removes it by itself in its next pass, of which there is one every 40 minutes/,
    )
    cleanup()
    node.write('etc/nova/nova.conf', '[DEFAULT]\n')
    await openPlan(node.scan())
    expect(stepRow(IDLE.slice(-20)).textContent).toContain('Nova removes it by itself')
  })

  test('says why there is nothing to be cleaned up', async () => {
    await openPlan(smallNode().scan())
    screen.getByRole('heading', { name: 'There is nothing to clean up' })
    screen.getByText(/^Unused base files: none, the only one is in use \(1\)\. What deletions/)
    expect(screen.queryByRole('region', { name: 'Choice of steps' })).toBeNull()
  })

  test('has below the steps what is left out, why, and from when on it may be taken', async () => {
    const node = littered()
    node.age(PART, 0.5)
    const { stores } = await openPlan(node.scan())
    await waitFor(() => expect(planLineTexts().at(-2)).toMatch(/^Left out1.*8\.00 KiB$/))
    expect(screen.getByRole('complementary').textContent).toMatch(
      /All together.*Left out18\.00 KiB/,
    )
    expect(planLineTexts().at(-1)).toMatch(
      /\.part.*It was changed too recently.*8\.00 KiBfrom 20\d\d-\d\d-\d\d \d\d:\d\d$/,
    )
    screen.getByText('6 in all, and 1 left out')
    const row = stepRow('.part')
    expect(within(row).queryByRole('checkbox')).toBeNull()
    fireEvent.click(row)
    expect(stores.view.getState().selection).toEqual({ kind: 'image', path: PART })
  })

  test('promises nothing to be freed of a base that Nova keeps', async () => {
    const node = littered()
    node.write(`${INSTANCES}/_base/${sha1(OTHER_IMAGE)}`, 'x'.repeat(5000), 100)
    node.domain({ disk: 'qcow2' }, OTHER_IMAGE)
    await openPlan(node.scan())
    await waitFor(() => expect(planLineTexts().at(-1)).toMatch(/Nothing stands on it.*–$/))
    expect(screen.getByTitle('Takes 8.00 KiB, and is not to go.').textContent).toBe('–')
  })

  test('sums a level only where all of it is shown', async () => {
    const node = littered()
    node.write(`${INSTANCES}/_base/${'e'.repeat(40)}.part`, 'x'.repeat(5000), 3)
    const { stores } = await openPlan(node.scan())
    const level = () => planLineTexts().find((text) => text.startsWith('Downloads'))
    const { filter } = stores.view.getState().actions
    act(() => filter('plan', '.part'))
    expect(level()).toMatch(/that did not end216\.0 KiB$/)
    act(() => filter('plan', 'eee.part'))
    expect(level()).toMatch(/that did not end1 \/ 2–$/)
    act(() => filter('plan', ''))
    expect(level()).toMatch(/that did not end216\.0 KiB$/)
  })

  test.each([
    ['en', 'changed too recently', 'young'],
    ['zh-CN', '最近有过变化', 'young'],
    ['en', 'unfinished download', 'awaited'],
  ] as const)(
    'finds what is left out by the words of its row (%s: %s)',
    async (language, word, inner) => {
      const node = littered()
      node.age(PART, 0.5)
      const { stores } = await openPlan(node.scan(), language)
      const filter = (text: string) =>
        act(() => stores.view.getState().actions.filter('plan', text))
      await waitFor(() => expect(planLineTexts().at(-1)).toMatch(/\.part/))
      filter(word)
      expect(planLineTexts()).toHaveLength(2)
      filter(inner)
      expect(screen.queryByRole('treegrid')).toBeNull()
    },
  )

  test('is in Chinese too', async () => {
    await openPlan(littered().scan(), 'zh-CN')
    expect(planLineTexts()[0]).toMatch(/^临时文件/)
    expect(details().textContent).toContain('按安全程度排列')
  })
})

describe('a choice of steps in the window', () => {
  test('is made by boxes and the space bar, and frees what it says together', async () => {
    const { stores, copied } = await openPlan(littered().scan())
    expect(bar().textContent).toContain('None chosen: all 7 steps')
    fireEvent.click(boxOf('.part'))
    await waitFor(() => expect(bar().textContent).toContain('1 step chosen of 7frees 8.00 KiB'))
    const row = stepRow(IDLE.slice(-20))
    fireEvent.click(row)
    fireEvent.keyDown(row, { key: ' ' })
    expect(stores.view.getState().ticked.size).toBe(2)
    await waitFor(() => expect(bar().textContent).toContain('2 steps chosen of 7'))
    expect(boxOf('Temporary files').getAttribute('aria-checked')).toBe('false')
    fireEvent.click(within(bar()).getByRole('button', { name: 'Copy' }))
    fireEvent.click(await screen.findByRole('menuitem', { name: /Checklist/ }))
    await waitFor(() => expect(copied[0]?.match(/^- \[ \]/gm)).toHaveLength(2))
    expect(copied[0]).toContain('Of 7 steps 2 were chosen')
    fireEvent.click(within(bar()).getByRole('button', { name: /^Save/ }))
    fireEvent.click(await screen.findByRole('menuitem', { name: /Checklist/ }))
    await screen.findByText('Plan saved')
  })

  test('says so where nobody could tell what it frees', async () => {
    await openPlan(littered().scan(), 'en', true)
    fireEvent.click(boxOf('.part'))
    await waitFor(() => expect(bar().textContent).toContain('What they free could not be told: '))
    expect(bar().textContent).toContain('1 step chosen of 7')
  })

  test('takes a whole level, or all, and lets them go', async () => {
    const { stores } = await openPlan(littered().scan())
    const ticked = () => stores.view.getState().ticked.size
    fireEvent.click(boxOf('Bases that nothing stands on'))
    expect([ticked(), boxOf(IDLE.slice(-20)).getAttribute('aria-checked')]).toEqual([1, 'true'])
    fireEvent.click(within(bar()).getByRole('button', { name: 'Choose all' }))
    expect(ticked()).toBe(7)
    fireEvent.click(within(bar()).getByRole('button', { name: 'Choose none' }))
    expect(ticked()).toBe(0)
  })

  test('takes of a filtered plan what is shown, and says what is chosen beside it', async () => {
    const { stores } = await openPlan(littered().scan())
    const { filter } = stores.view.getState().actions
    fireEvent.click(boxOf(IDLE.slice(-20)))
    act(() => filter('plan', '.part'))
    fireEvent.click(within(bar()).getByRole('button', { name: 'Choose all shown' }))
    expect([...stores.view.getState().ticked].map((id) => id.split(' ')[1])).toEqual([IDLE, PART])
    expect(bar().textContent).toContain('2 steps chosen of 71 of them not shown')
    fireEvent.click(within(bar()).getByRole('button', { name: 'Choose none shown' }))
    expect([...stores.view.getState().ticked].map((id) => id.split(' ')[1])).toEqual([IDLE])
    act(() => filter('plan', 'no such step'))
    const choose = within(bar()).getByRole('button', { name: 'Choose all shown' })
    expect(choose.hasAttribute('disabled')).toBe(true)
    act(() => filter('plan', ''))
    expect(bar().textContent).not.toContain('not shown')
  })

  test('takes all steps that are shown by Ctrl+A, and one by its row menu', async () => {
    const { stores } = await openPlan(littered().scan())
    const ticked = () => stores.view.getState().ticked.size
    act(() => stores.view.getState().actions.filter('plan', '.part'))
    fireEvent.keyDown(stepRow('.part'), { key: 'a', ctrlKey: true })
    expect(ticked()).toBe(1)
    act(() => stores.view.getState().actions.filter('plan', ''))
    fireEvent.contextMenu(stepRow('.part'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Take it out of the choice' }))
    expect(ticked()).toBe(0)
    fireEvent.contextMenu(stepRow('.part'))
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Choose this step' }))
    expect(boxOf('.part').getAttribute('aria-checked')).toBe('true')
    fireEvent.keyDown(stepRow('.part'), { key: 'a', ctrlKey: true })
    expect(ticked()).toBe(7)
  })

  test('is kept by another scan of the place, as far as its steps are there', async () => {
    const node = littered()
    const app = await openPlan(node.scan())
    fireEvent.click(boxOf('.part'))
    await act(() => app.stores.scan.getState().actions.rescan())
    act(() => {
      app.api.emit({ kind: 'done', scanId: 'scan-1', view: node.scan().view })
      app.frames.pass()
    })
    expect(app.stores.view.getState().ticked.size).toBe(1)
  })
})
