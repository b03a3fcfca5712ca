// @vitest-environment jsdom
import { act, fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import type { Travel } from '../../../../shared/analysis/accounting/travel/travel.ts'
import { overcommitOf } from '../../../../shared/analysis/sizes/overcommit.ts'
import type { ImageTaskResult } from '../../../../shared/ipc/tasks.ts'
import { accounting, openNode, rowOf, rows as rowsOfNode } from '../../accounted.tsx'
import { base, baseId, GiB, instance, nodePlace, problem } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { deferred, fail, ok } from '../../fake-api.ts'
import { tooManyL1Entries } from '../../faults.ts'
import { details } from '../../opened.tsx'

installLayout()

describe('an instance', () => {
  test('says first what is wrong with it', async () => {
    const findings = [problem('missing-backing-file', 'high', 'i/web-1/disk')]
    await openNode({}, { instances: [instance(1, { findings })] })
    fireEvent.click(rowOf('web-1'))
    const [first] = within(details()).getAllByRole('heading', { level: 3 })
    expect(first?.textContent).toBe('Problems')
  })

  test('without a domain says when its folder changed, where that is later than what is in it', async () => {
    const [changedMs, touchedMs] = [Date.UTC(2026, 3, 14, 12), Date.UTC(2026, 10, 28, 12)]
    const rows = [
      instance(1, { changedMs, touchedMs }),
      instance(2, { changedMs, touchedMs: changedMs }),
    ]
    await openNode({}, { instances: rows })
    fireEvent.click(rowOf('web-1'))
    expect(details().textContent).toMatch(/Newest change2026-04-14.*Folder changed2026-11-28/)
    fireEvent.click(rowOf('web-2'))
    expect(details().textContent).toMatch(/Newest change2026-04-14/)
    expect(details().textContent).not.toContain('Folder changed')
  })

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

  test('says beside what only it holds that its folder alone frees less, where a base is in that', async () => {
    const alone = { exclusive: 3 * GiB, shared: 0, amortised: 3 * GiB }
    await openNode({}, { instances: [rowsOfNode[0] ?? instance(1), instance(3, { sizes: alone })] })
    const cell = (name: string) =>
      rowOf(name).querySelector('[title*="With the base that nothing"]')
    expect(cell('web-1')?.textContent).toBe('3.00 GiB')
    expect(cell('web-3')).toBeNull()
    fireEvent.click(rowOf('web-1'))
    expect(details().textContent).toMatch(/With the base that nothing else uses.* its step of the/)
    fireEvent.click(rowOf('web-3'))
    expect(details().textContent).not.toMatch(/With the base that nothing else uses/)
  })

  test('says that what only it holds may be more, where nobody can tell of the base', async () => {
    const sizes = { exclusive: GiB, isExclusiveAtLeast: true, shared: GiB, amortised: GiB } as const
    await openNode(
      {},
      { instances: [instance(1, { sizes }), instance(2, { sizes: { ...sizes } })] },
    )
    const cell = rowOf('web-1').querySelector('[title*="Nova keeps the base for that"]')
    expect(cell?.textContent).toBe('≥ 1.00 GiB')
    fireEvent.click(rowOf('web-1'))
    expect(details().textContent).toMatch(
      /Exclusive\s*≥ 1\.00 GiB.*At least: whether something else/,
    )
  })

  test('names what was not looked into and may use the same files, each a way to what is known of it', async () => {
    const { cache } = accounting
    if (cache === undefined) throw new Error('no cache')
    const doubts = [1, 2, 3, 4].map(
      (n) => ({ path: `i/gone-${n}`, reason: 'link', about: 'all' }) as const,
    )
    const open = { ...accounting, cache: { ...cache, doubts, doubtCounts: { all: 9 } } }
    const sizes = { exclusive: GiB, shared: 2 * GiB }
    const [known] = rowsOfNode
    const row = instance(2, { sizes, isShareOpen: true })
    await openNode({}, { instances: [known ?? row, row], accounting: open })
    const cell = rowOf('web-2').querySelector('[title="1,073,741,824 B"]')
    expect(cell?.textContent).toBe('1.00 GiB')
    fireEvent.click(rowOf('web-2'))
    expect(details().textContent).toMatch(/i\/gone-1i\/gone-2i\/gone-36 more are not named/)
    expect(details().textContent).toMatch(
      /Exclusive\s*1\.00 GiB.*Amortised\s*– What could not be read/,
    )
    fireEvent.click(within(details()).getByRole('button', { name: 'i/gone-2' }))
    expect(details().querySelector('h2')?.textContent).toBe('gone-2')
    fireEvent.click(rowOf('web-1'))
    expect(details().textContent).not.toMatch(/Not looked into/)
  })

  const travelOf = (id: string): Travel => ({
    instance: id,
    ownFiles: 3,
    own: GiB,
    ownLength: GiB,
    needed: [
      {
        path: baseId,
        kind: 'backing',
        allocated: 8.5 * GiB,
        length: 120 * GiB,
        cached: true,
        otherUsers: 2,
      },
    ],
    together: 9.5 * GiB,
    togetherLength: 121 * GiB,
    basesThere: GiB,
    basesThereLength: GiB,
    broken: [],
    remoteDisks: 1,
  })
  const measured = (required: number): ImageTaskResult => ({
    kind: 'measure',
    measure: { required, fullyAllocated: 20 * GiB, missing: 0, exact: false },
  })

  test.each([
    [2, /also used by at least 2 others/],
    [0, /backing file · what could not be read may use it too/i],
  ])('tells of a base that something unread may use, with %i users seen', async (seen, said) => {
    const bases = [base(1, { isUsersAtLeast: true })]
    const [needed] = travelOf('').needed
    const travel = (id: string) => {
      return { ...travelOf(id), needed: needed ? [{ ...needed, otherUsers: seen }] : [] }
    }
    await openNode({ 'scan:travel': (_, id) => ok(travel(id)) }, { bases })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    expect(details().textContent).toMatch(said)
  })

  test('says whose disk it stands on, which is no base that another host has', async () => {
    const of = instance(2).id
    const disk = { path: `${of}/disk`, kind: 'backing', of, allocated: GiB, otherUsers: 0 } as const
    const travel = (id: string): Travel => ({
      ...travelOf(id),
      needed: [disk],
      basesThere: 2 * GiB,
    })
    await openNode({ 'scan:travel': (_, id) => ok(travel(id)) })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    const text = details().textContent
    const folder = of.slice(of.lastIndexOf('/') + 1)
    expect(text).toContain(`disk1.00 GiBbacking file · of web-2 (${folder})`)
    expect(text).toMatch(/already there2\.00 GiB.*no other host has that by itself/)
  })

  test.each([
    [
      'says between which hosts nothing of it moves',
      'recent',
      /Between a, b what lies on the storage/,
    ],
    ['says nothing of a host that is gone', 'former', /^(?!.*Between )/],
  ] as const)('%s', async (_, other, said) => {
    const seen = { seenMs: 1, active: true }
    const hosts = [
      { ...seen, host: 'a', self: true },
      { ...seen, host: 'b', self: false, other },
    ]
    const storage = { fileSystems: [], hosts }
    await openNode({ 'scan:travel': (_, id) => ok(travelOf(id)) }, { storage })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    expect(details().textContent).toMatch(said)
  })

  test('tells of the disk that a symlink in its folder leads to', async () => {
    const file = { path: 'mnt/fast/disk-1', linkedAt: 'x/disk', allocated: GiB / 2, length: GiB }
    await openNode({ 'scan:travel': (_, id) => ok({ ...travelOf(id), linked: [file] }) })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    expect(details().textContent).toMatch(
      /disk-1of this 512 MiBwhat disk in its folder leads to: a copy of the folder brings the symlink alone/,
    )
  })

  test('tells of a copy in its folder that none of its disks stands on', async () => {
    const path = `${instance(1).id}/disk.old`
    const rest = [{ path, kind: 'image', allocated: GiB / 2, length: GiB }] as const
    await openNode({ 'scan:travel': (_, id) => ok({ ...travelOf(id), rest }) })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    expect(details().textContent).toMatch(
      /disk\.oldof this 512 MiBan image that none of its disks stands on: goes along/,
    )
  })

  test('tells of state that was not seen, and of what ties it to its host', async () => {
    const [base] = travelOf('').needed
    const needed = [{ path: '/var/lib/a_VARS.fd', kind: 'nvram', otherUsers: 0 }] as const
    const hostDevices = [{ type: 'pci', name: '0000:3b:00.0' }]
    const travel = (id: string): Travel => {
      return { ...travelOf(id), needed: base ? [base, ...needed] : [], hostDevices }
    }
    await openNode({ 'scan:travel': (_, id) => ok(travel(id)) })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    const text = details().textContent
    expect(text).toMatch(/a_VARS\.fdnot seen herevariables of its UEFI firmware\/var\/lib\/a_VARS/)
    expect(text).toMatch(/all that they stand on≥ 9\.50 GiB/)
    expect(text).toMatch(/already there≥ 1\.00 GiB/)
    expect(text).toMatch(/was not seen: the sums are at least so much/)
    expect(text).toMatch(/Starts only on a host.*PCI 0000:3b:00\.0/)
    expect(text).not.toMatch(/121 GiB/)
  })

  test('tells of what Nova removes with it outside of its folder, in none of its sizes', async () => {
    const needed = [
      { path: 'var/lib/libvirt/qemu/save/a.save', kind: 'memory', allocated: GiB, otherUsers: 0 },
      { path: 'var/lib/libvirt/qemu/nvram/a', kind: 'nvram', allocated: GiB, otherUsers: 0 },
    ] as const
    await openNode({ 'scan:travel': (_, id) => ok({ ...travelOf(id), needed }) })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    expect(details().textContent).toMatch(
      /And 2\.00 GiB outside of its folder, which Nova removes with it: saved memory, variables/,
    )
  })

  test('has no number for state of unknown bytes, and says that all of it is more', async () => {
    const nvram = { path: 'var/a_VARS.fd', kind: 'nvram', otherUsers: 0 } as const
    const unknown = { ...nvram, allocated: 0, allocatedFrom: 'unknown' } as const
    const memory = { path: 'var/a.save', kind: 'memory', allocated: GiB, otherUsers: 0 } as const
    let needed: Travel['needed'] = [memory, unknown]
    await openNode({ 'scan:travel': (_, id) => ok({ ...travelOf(id), needed }) })
    fireEvent.click(rowOf('web-1'))
    await travelShown()
    expect(details().textContent).toMatch(/a_VARS\.fd– Not known: the file system/)
    expect(details().textContent).toMatch(/And ≥ 1\.00 GiB outside of its folder/)
    needed = [unknown]
    fireEvent.click(rowOf('web-2'))
    await travelShown()
    expect(details().textContent).toMatch(/of a size that is not known, which Nova removes/)
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
    const result = { kind: 'refused', fault: tooManyL1Entries } as const
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

  /** What is shown of web-1 when its disk is broken in this way. */
  async function brokenTravel(broken: Travel['broken']) {
    await openNode({ 'scan:travel': (_, id) => ok({ ...travelOf(id), broken }) })
    fireEvent.click(rowOf('web-1'))
    return (await travelShown()).closest('section')?.textContent ?? ''
  }

  test('has no sum where a disk lacks a file, and does not offer to measure it', async () => {
    const disk = { path: `${instance(1).id}/disk`, chain: 'missing', name: 'gone' } as const
    const text = await brokenTravel([disk])
    expect(details().textContent).toMatch(/disk(?:raw|qcow2).*data missing/)
    expect(text).toMatch(/all that they stand on– Not known: a disk lacks a file/)
    expect(text).toMatch(/already there1\.00 GiB/)
    expect(text).toMatch(/each disk one file.*– Not known: a disk lacks a file/)
    expect(text).toMatch(
      /These disks lack a file that they stand on or have their data in.*disk → gone/,
    )
    expect(text).not.toMatch(/121 GiB/)
    expect(within(details()).queryByRole('button', { name: 'Measure' })).toBeNull()
  })

  test('warns of one of the host’s own files that a disk names: it is no part of the disk', async () => {
    const disk = { path: `${instance(1).id}/disk`, chain: 'refused', name: '/etc/shadow' } as const
    const text = await brokenTravel([disk])
    expect(text).toMatch(/all that they stand on– Not known: a disk names one of the host's own/)
    expect(text).toMatch(/which is no part of them\. Never copy it along.*disk → \/etc\/shadow/)
    expect(text).not.toMatch(/lack a file/)
    expect(within(details()).queryByRole('button', { name: 'Measure' })).toBeNull()
  })

  test('says of a disk that could not be read that what it needs is not known', async () => {
    const text = await brokenTravel([{ path: `${instance(1).id}/disk`, chain: 'unreadable' }])
    expect(text).toMatch(/all that they stand on– Not known: a disk.*could not be read/)
    expect(text).toMatch(/could not be read: what must travel with them is not known\.disk/)
    expect(text).not.toMatch(/lack a file/)
  })

  test('says why what must travel with it is not known', async () => {
    await openNode({ 'scan:travel': () => fail('not-found') })
    fireEvent.click(rowOf('web-1'))
    const heading = await travelShown()
    expect(heading.closest('section')?.textContent).toMatch(/Nothing is at this path/)
  })
})
