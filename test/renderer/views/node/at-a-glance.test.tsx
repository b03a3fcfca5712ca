// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { byNova } from '../../../../shared/analysis/cleanup/by-nova.ts'
import type { NodeView } from '../../../../shared/analysis/model.ts'
import { FINDING_CODES } from '../../../../shared/findings/codes.ts'
import { planSummary } from '../../../../shared/report/cleanup/plan-answers.ts'
import { formatSize } from '../../../../shared/report/size.ts'
import { littered, PART } from '../../../electron/findings/cleanup/littered-node.ts'
import { instance, nodeView, problem } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { openFold, openView, section } from '../../opened.tsx'
import { openPlannedScan } from '../../planned.tsx'

installLayout()

const partial = { state: 'partial', reason: 'cancelled' } as const
const part = (name: RegExp) =>
  within(screen.getByRole('navigation', { name: 'What to show' })).getByRole('button', { name })
const shown = (findings: NodeView['findings'], facts: Partial<NodeView> = {}) =>
  openView(nodeView([], { findings, ...facts }))

const two = [
  problem('missing-backing-file', 'high', 'a/disk'),
  problem('missing-backing-file', 'high', 'b/disk'),
]
const mixed = [
  problem('growth-exceeds-free', 'info', ''),
  problem('backing-format-missing', 'warning', 'a/disk'),
  ...two,
]

describe('what is broken', () => {
  test('is a mark beside the name of its instance where its column has no room', async () => {
    const lost = problem('missing-backing-file', 'high', `${instance(1).id}/disk`)
    const { stores } = await openView(nodeView([instance(1, { findings: [lost] }), instance(2)]))
    const table = () => within(screen.getByRole('treegrid'))
    const name = () => table().getByText('web-1').closest('[role=gridcell]')
    expect(name()?.textContent).toBe('web-1')
    act(() => stores.view.getState().actions.showColumn('instances', 'problems', false))
    expect(name()?.textContent).toBe('web-1High')
    expect(table().getByText('web-2').closest('[role=gridcell]')?.textContent).toBe('web-2')
  })

  test('stands first in the overview by its title, and what only wants a look by how much there is', async () => {
    await shown(mixed)
    const [first] = within(screen.getByRole('complementary')).getAllByRole('heading', { level: 3 })
    expect(first?.textContent).toBe('Problems')
    const rows = within(section('Problems')).getAllByRole('button')
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'Backing file is missing2',
      'Warning1',
      'Note1',
    ])
  })

  test('leads to its group in the problems, whatever was filtered there before', async () => {
    const { stores } = await shown(mixed)
    const { filter, showSeverity } = stores.view.getState().actions
    filter('problems', 'nothing has this')
    showSeverity('info')
    fireEvent.click(within(section('Problems')).getByRole('button', { name: /^Backing file/ }))
    expect(stores.view.getState()).toMatchObject({
      scope: 'problems',
      severity: undefined,
      selection: { kind: 'problem', path: 'high missing-backing-file' },
    })
    const row = await screen.findByRole('row', { selected: true })
    expect(row.textContent).toContain('Backing file is missing')
  })

  test('leads to all of a severity', async () => {
    const { stores } = await shown(mixed)
    fireEvent.click(within(section('Problems')).getByRole('button', { name: /^Warning/ }))
    expect(stores.view.getState()).toMatchObject({ scope: 'problems', severity: 'warning' })
  })

  test('is counted apart from the rest in the list of views, which has no alarm for notes', async () => {
    await shown(mixed)
    expect(part(/^Problems/).textContent).toBe('Problems2 High / 4')
    within(part(/^Problems/)).getByTitle(/^High: 2\sWarning: 1\sNote: 1$/)
  })

  test('tells what has no room among the titles as more, and not as all of its severity', async () => {
    const codes = FINDING_CODES.slice(0, 7)
    await shown(codes.map((code) => problem(code, 'high', 'a/disk')))
    const rows = within(section('Problems')).getAllByRole('button')
    expect(rows).toHaveLength(7)
    expect(rows.at(-1)?.textContent).toBe('More1')
  })

  test('is no alarm where there are notes and warnings alone', async () => {
    await shown(mixed.slice(0, 2))
    part(/^Problems\s*2$/)
  })

  test('is at least so much in a partial scan', async () => {
    await shown(mixed, { end: partial })
    expect(part(/^Problems/).textContent).toBe('Problems2 High / ≥ 4')
    within(section('Problems')).getByRole('button', { name: /^Backing file is missing\s*≥ 2$/ })
  })

  test('is told to be nothing only where all was seen', async () => {
    await shown([])
    expect(section('Problems').textContent).toContain('No problems found')
  })

  test('may be there unseen where a scan was cancelled', async () => {
    await shown([], { end: partial, bases: [] })
    expect(section('Problems').textContent).toContain('None were seen')
    expect(section('Can be freed').textContent).toContain('None were seen')
  })
})

describe('who takes most', () => {
  const rows = [3, 9, 5, 1, 7, 2].map((mib, at) => instance(at + 1, { allocated: mib << 20 }))

  test('stands before what Nova counts, five of them, the largest first', async () => {
    const { stores } = await openView(nodeView(rows))
    const largest = within(section('Largest instances')).getAllByRole('button')
    expect(largest.map(({ textContent }) => textContent)).toEqual([
      'web-29.00 MiB',
      'web-57.00 MiB',
      'web-35.00 MiB',
      'web-13.00 MiB',
      'web-62.00 MiB',
    ])
    fireEvent.click(largest[1] ?? document.body)
    const path = instance(5).id
    expect(stores.view.getState().selection).toMatchObject({ kind: 'instance', path })
  })

  test('is at least so much where something of it was not seen, and is told of several alone', async () => {
    const partly = instance(1, { allocated: 1 << 20, incomplete: 'partly' })
    const { unmount } = (await openView(nodeView([partly, instance(2)]))).view
    expect(section('Largest instances').textContent).toContain('web-1≥ 1.00 MiB')
    unmount()
    await openView(nodeView([partly]))
    expect(screen.queryByRole('heading', { name: 'Largest instances' })).toBeNull()
  })

  test('is followed by what is allocated by kind, folded: the card above has it', async () => {
    await openView(nodeView(rows))
    expect(within(section('Allocated')).queryByRole('table')).toBeNull()
    await openFold('By kind', section('Allocated'))
    within(section('Allocated')).getByRole('button', { name: 'Base files' })
  })
})

describe('what would be freed', () => {
  test('is the sum of the plan itself, in the list of views and in the overview, and leads to it', async () => {
    const scan = littered().scan()
    const { stores, api } = await openPlannedScan(scan)
    const { steps, total } = planSummary(scan, 'en')
    const size = formatSize(total.bytes)
    const row = await within(section('Can be freed')).findByRole('button', {
      name: new RegExp(`^Clean-up: ${steps} steps.*${size}`),
    })
    expect(part(/^Clean-up/).textContent).toContain(size)
    // Its steps are asked for where they are shown.
    expect(api.requests.map(([channel]) => channel)).not.toContain('plan:rows')
    fireEvent.click(row)
    expect(stores.view.getState().scope).toBe('plan')
    await waitFor(() => expect(stores.plan.getState().rows).toHaveLength(steps))
  })

  test('says how much of it nobody has to do, as Nova removes it by itself', async () => {
    const node = littered()
    node.write('etc/nova/nova.conf', '[DEFAULT]\n')
    const scan = node.scan()
    const bases = scan.view.findings.filter((one) => byNova(scan.view, one) !== undefined)
    const taken = bases.map(({ evidence }) => Number(evidence['allocated']))
    const { byNova: own, total } = planSummary(scan, 'en')
    expect(own).toEqual({ steps: bases.length, bytes: taken.reduce((sum, one) => sum + one, 0) })
    expect(own?.bytes).toBeLessThan(total.bytes)
    await openPlannedScan(scan)
    await waitFor(() =>
      expect(section('Can be freed').textContent).toContain(
        `${formatSize(own?.bytes ?? 0)} of it Nova removes by itself: a base`,
      ),
    )
  })

  test('says how much more is left out for now', async () => {
    const node = littered()
    node.age(PART, 0.5)
    await openPlannedScan(node.scan())
    await waitFor(() =>
      expect(section('Can be freed').textContent).toContain('1 more left out for now, 8.00 KiB'),
    )
  })

  test('is at least so much where there may be other steps', async () => {
    const scan = littered().scan()
    const totals = { ...scan.view.totals, unreadable: 1 }
    await openPlannedScan({ ...scan, view: { ...scan.view, totals } })
    await waitFor(() => expect(section('Can be freed').textContent).toMatch(/steps≥ \d/))
    expect(part(/^Clean-up/).textContent).toMatch(/≥ \d/)
  })

  test('is not known where no step has a command, which says how many there are', async () => {
    const scan = littered().scan()
    await openPlannedScan({ ...scan, view: { ...scan.view, end: partial } })
    await waitFor(() =>
      expect(section('Can be freed').textContent).toMatch(/–7 of them without a command/),
    )
    part(/^Clean-up\s*≥ 7$/)
  })

  test('says how many steps there are where the plan cannot be made', async () => {
    await shown([problem('leftover-part', 'warning', 'a.part')])
    await waitFor(() =>
      expect(section('Can be freed').textContent).toContain('The plan could not be made'),
    )
    part(/^Clean-up\s*1$/)
  })

  test('offers to scan again where the plan cannot be made', async () => {
    const { stores, api } = await shown([problem('leftover-part', 'warning', 'a.part')])
    act(() => stores.view.getState().actions.showScope('plan'))
    const scans = () => api.requests.filter(([channel]) => channel === 'scan:start').length
    const before = scans()
    const alert = within(await screen.findByRole('alert'))
    fireEvent.click(alert.getByRole('button', { name: 'Scan again' }))
    await waitFor(() => expect(scans()).toBe(before + 1))
  })

  test('is nothing where there is nothing to clean up', async () => {
    const { api } = await shown(two, { bases: [] })
    expect(section('Can be freed').textContent).toContain('There is nothing to clean up')
    part(/^Clean-up\s*0$/)
    expect(api.requests.map(([channel]) => channel)).not.toContain('plan:open')
  })
})
