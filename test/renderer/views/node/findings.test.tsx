// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { finding } from '../../../../shared/findings/finding.ts'
import type { Finding } from '../../../../shared/findings/types.ts'
import { instance, nodePlace, nodeView, problem } from '../../data.ts'
import { installLayout, renderApp } from '../../dom.tsx'
import { ok } from '../../fake-api.ts'

installLayout()

const folder = instance(1).id
const subject = { kind: 'instance', path: folder, instance: folder } as const
const left = finding('rescue-in-progress', subject, { age: 3 * 3_600_000 })
const gone = finding('missing-disk', subject, { name: "it's", xml: 'etc/x.xml' })

async function openProblems(problems: readonly Finding[] = [left, gone]) {
  const app = await renderApp({
    'place:choose-folder': () => ok(nodePlace),
    'text:copy': () => ok(undefined),
  })
  fireEvent.click(screen.getByRole('button', { name: /Open folder/ }))
  await waitFor(() => expect(app.stores.scan.getState().scanId).toBe('scan-1'))
  act(() => {
    const view = nodeView([instance(1, { findings: problems }), instance(2)])
    app.api.emit({ kind: 'done', scanId: 'scan-1', view })
    app.frames.pass()
  })
  act(() => app.stores.view.getState().actions.showScope('problems'))
  return app
}

const lines = () =>
  within(screen.getByRole('treegrid'))
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.textContent ?? '')

describe('the table of problems', () => {
  test('has what tells each from the next, and as its title the whole sentence', async () => {
    await openProblems()
    screen.getByTitle("etc/x.xml names the file it's, which is not there.")
    screen.getByTitle('The instance has been in rescue for 3 hours.')
    expect(lines()[1]).toMatch(/it's$/)
    expect(lines()[3]).toMatch(/for 3 hours$/)
  })

  test('has the sentence itself where nothing shorter tells as much', async () => {
    const path = `${folder}/pipe`
    await openProblems([finding('special-file', { kind: 'folder', path }, { case: 'fifo' })])
    expect(lines()[1]).toMatch(/It is a FIFO, and was not opened\.$/)
  })

  test('tells a recorded path in a row by its last name, and all of it in the title', async () => {
    const name = `/var/lib/nova/instances/_base/${'2f'.repeat(20)}`
    const path = `${folder}/disk`
    const disk = { kind: 'disk', path, instance: folder, disk: 'disk' } as const
    await openProblems([finding('backing-format-missing', disk, { name })])
    const [, row] = lines()
    expect(row).toBe('web-1/disk2f2f2f2f')
    screen.getByTitle(new RegExp(`^No format is recorded for the backing file ${name}:`))
  })

  test('begins with the last name of a path that is of no instance, its folder beside it', async () => {
    const path = 'var/lib/nova/instances/_base/x.part'
    const base = { kind: 'base', path, base: 'x.part' } as const
    await openProblems([
      finding('leftover-part', base, { case: 'part', allocated: 1, age: 3_600_000 }),
    ])
    expect(lines()[1]).toMatch(/^x\.partvar\/lib\/nova\/instances\/_base/)
  })

  test('tells whose each is by name, with the whole path as its title, and is found by that name', async () => {
    await openProblems()
    const cell = screen.getAllByTitle(gone.subject.path)[0]
    expect(cell?.textContent).toBe(gone.subject.path.replace(folder, 'web-1'))
    const field = screen.getByRole('textbox', { name: 'Filter by instance, path or problem' })
    fireEvent.change(field, { target: { value: 'web-1' } })
    expect(lines()).toHaveLength(4)
    fireEvent.change(field, { target: { value: 'web-2' } })
    screen.getByText('Nothing matches the filter')
  })

  test('has those of one instance beside it, the worst first', async () => {
    const { stores } = await openProblems()
    act(() => stores.view.getState().actions.select({ kind: 'instance', path: folder }))
    const severities = () =>
      [...document.querySelectorAll('li > [data-severity]')].map((one) =>
        one.getAttribute('data-severity'),
      )
    await waitFor(() => expect(severities()).toEqual(['high', 'info']))
  })

  test('shows the one that was chosen ahead of a worse one of the same path', async () => {
    await openProblems()
    const titles = () =>
      [...document.querySelectorAll('li > [data-severity] :is(h3, h4)')].map(
        (one) => one.textContent,
      )
    const row = screen.getByTitle('The instance has been in rescue for 3 hours.')
    fireEvent.click(row)
    await waitFor(() => expect(titles().at(0)).toMatch(/rescue/))
    expect(titles()).toHaveLength(2)
  })

  test('marks the row that was chosen, where another problem is of the same path', async () => {
    await openProblems()
    const rows = () => within(screen.getByRole('treegrid')).getAllByRole('row').slice(1)
    const isSelected = () => rows().map((row) => row.getAttribute('aria-selected') === 'true')
    expect(rows()).toHaveLength(4)
    for (const at of [3, 1]) {
      fireEvent.click(rows()[at] ?? document.body)
      await waitFor(() => expect(isSelected()).toEqual([0, 1, 2, 3].map((row) => row === at)))
    }
  })

  test('names what was opened where a problem is that of the whole of it', async () => {
    await openProblems([problem('growth-exceeds-free', 'info', '')])
    const where = screen.getByRole('gridcell', { name: '/mnt/node' })
    fireEvent.click(where)
    screen.getByRole('heading', { name: 'node' })
  })

  test('is filtered by severity, and by code', async () => {
    await openProblems()
    const high = screen.getByRole('button', { name: /^High/ })
    fireEvent.click(high)
    expect(high.getAttribute('aria-pressed')).toBe('true')
    expect(lines()).toHaveLength(2)
    expect(screen.getByRole('button', { name: /^Warning/ })).toHaveProperty('disabled', true)
    fireEvent.click(high)
    expect(lines()).toHaveLength(4)
    const field = screen.getByRole('textbox', { name: 'Filter by instance, path or problem' })
    fireEvent.change(field, { target: { value: 'rescue-in-progress' } })
    expect(lines()).toHaveLength(2)
    expect(lines()[0]).toContain('Instance is being rescued')
  })

  test('of one kind can be shown alone', async () => {
    await openProblems()
    fireEvent.click(screen.getByRole('row', { name: /Instance is being rescued/ }))
    const details = screen.getByRole('complementary', { name: 'Details' })
    within(details).getByText('rescue-in-progress')
    fireEvent.click(within(details).getByRole('button', { name: 'Show only these' }))
    expect(lines()).toHaveLength(2)
  })

  test('leads from what is wrong to what to do, with commands to copy and references', async () => {
    const { api } = await openProblems()
    fireEvent.click(screen.getByRole('row', { name: /it's$/ }))
    const details = screen.getByRole('complementary', { name: 'Details' })
    const note = within(details).getByText('Disk is missing').closest('li')
    if (note === null) throw new Error('no note')
    within(note).getByText(/bring it back before a hard reboot/)
    const command = `ls -lb -- /mnt/node/${folder}`
    fireEvent.click(within(note).getByRole('button', { name: `Copy: ${command}` }))
    await screen.findByText('Copied')
    expect(api.requests).toContainEqual(['text:copy', command])
    // That is what somebody comes for from the list; of the others it is folded away.
    expect(note.querySelector('details')?.open).toBe(true)
    const other = within(details).getByText('Instance is being rescued').closest('li')
    expect(other?.querySelector('details')?.open).toBe(false)
    expect(other?.textContent).toContain('https://docs.openstack.org/nova/latest/user/rescue.html')
  })

  test('says what to do in steps where the files tell more than the code', async () => {
    const image = 'c7292db9-0000-4000-8000-000000000001'
    const disk = { kind: 'instance', path: folder, instance: folder } as const
    const evidence = { case: 'stored', name: '/_base/a', image, tried: ['/_base/a'] }
    await openProblems([finding('missing-backing-file', disk, evidence)])
    fireEvent.click(screen.getByRole('row', { name: /its image is in the store$/ }))
    const details = within(screen.getByRole('complementary', { name: 'Details' }))
    const steps = details.getAllByRole('listitem').map(({ textContent }) => textContent ?? '')
    expect(steps.filter((text) => text.startsWith('Do a hard reboot'))).toHaveLength(1)
    details.getByText(/^openstack server reboot --hard -- /)
    details.getByText('ls -lb -- /_base/a')
  })
})

describe('commands of the command line', () => {
  const outside = finding('backing-outside-root', subject, { name: 'x.raw' })
  const none = /^An AppImage has no command line to run: “cowscope” is node out\/cli\.cjs/

  test('say what the name stands for where nothing here runs it', async () => {
    const { stores } = await openProblems([outside])
    fireEvent.click(screen.getByText('x.raw'))
    await screen.findByText(/^cowscope detect /)
    screen.getByText(none)
    act(() => stores.settings.setState({ commandLine: 'node /a/out/cli.cjs' }))
    screen.getByText(/^node \/a\/out\/cli\.cjs detect /)
    expect(screen.queryByText(none)).toBeNull()
  })

  test('are all that this is said of', async () => {
    await openProblems([left])
    fireEvent.click(screen.getByTitle('The instance has been in rescue for 3 hours.'))
    await screen.findByText(/^openstack server show /)
    expect(screen.queryByText(none)).toBeNull()
  })
})
