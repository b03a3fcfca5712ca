// @vitest-environment jsdom
import { act, fireEvent, screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, test } from 'vitest'
import { baseName } from '../../../../renderer/format/path.ts'
import { imageLines } from '../../../../renderer/views/node/files/image-table.ts'
import { CACHE_DEFAULTS } from '../../../../shared/analysis/accounting/cache/cache-options.ts'
import type { HostAccounting } from '../../../../shared/analysis/accounting/host-accounting.ts'
import { type HostOf, hostLabels } from '../../../../shared/analysis/hosts/host-label.ts'
import type { ImageRow } from '../../../../shared/analysis/rows/rows.ts'
import { parseNovaConf } from '../../../../shared/nova/conf.ts'
import { plainAccounting, plainNova } from '../../../helpers/scan/plain-accounting.ts'
import { base, GiB, hostNode, instance, nodeView } from '../../data.ts'
import { installLayout } from '../../dom.tsx'
import { details, openFold, openView, section } from '../../opened.tsx'

installLayout()

const counted = (originalMinimumAge: number): HostAccounting => ({
  growth: { ...plainAccounting.growth, need: 90 * GiB, available: 45 * GiB, shortfall: 45 * GiB },
  nova: { ...plainNova, instances: 2 },
  cache: {
    options: { ...CACHE_DEFAULTS, originalMinimumAge },
    optionsAreKnown: true,
    path: '/srv/cache',
    withoutImage: 0,
    doubts: [],
    doubtCounts: {},
    otherHosts: [],
  },
})

const first = hostNode('cmp-1', {
  accounting: counted(900),
  layout: { ...hostNode('cmp-1').layout, nova: parseNovaConf('[libvirt]\nimages_type=rbd\n') },
  hosts: [{ host: 'cmp-7', seenMs: 1_700_000_000_000, active: true, self: false }],
})
const second = hostNode('cmp-2', { accounting: counted(7200) })
const view = nodeView([instance(1)], {
  nodes: [first, second],
  storage: {
    fileSystems: [{ dev: 1, path: 'cmp-1/instances', alsoAt: ['cmp-2/instances'] }],
    hosts: [...first.hosts, ...second.hosts],
  },
})

/** The part of a host, opened. */
async function openHost(name: string): Promise<HTMLElement> {
  const summary = within(section('2 hosts')).getByText(name).closest('summary')
  const part = summary?.closest('details')
  if (summary == null || part == null) throw new Error(`no host ${name}`)
  fireEvent.click(summary)
  await within(part).findByRole('heading', { name: 'Opened' })
  return part
}

describe('the overview of several hosts', () => {
  test('has a line for each with what matters most, and no more than that', async () => {
    await openView(view)
    const lines = within(section('2 hosts')).getAllByText(/3 disks in 2 instances/)
    expect(lines.map(({ parentElement }) => parentElement?.textContent)).toEqual([
      'cmp-13 disks in 2 instancesdisk_available_least −9.00 GiB',
      'cmp-23 disks in 2 instancesdisk_available_least −9.00 GiB',
    ])
    expect(within(details()).queryByRole('heading', { name: 'Image cache' })).toBeNull()
  })

  test('does not count an image or a store that was opened beside them as a host', async () => {
    const layout = { kind: 'folder', glancePaths: [], domainPaths: [] } as const
    const accounting = { growth: plainAccounting.growth }
    const image = { path: 'la.qcow2', kind: 'image' } as const
    const beside = hostNode('la.qcow2', { layout, accounting })
    await openView(
      nodeView([instance(1)], {
        nodes: [first, second, beside],
        layout: { kind: 'node', glancePaths: ['store'], domainPaths: [] },
        opened: [{ path: 'cmp-1', kind: 'folder' }, { path: 'cmp-2', kind: 'folder' }, image],
      }),
    )
    expect(section('2 hosts').textContent).not.toContain('la.qcow2')
    expect(section('Opened beside them').textContent).toContain('la.qcow2')
    const parts = screen.getByRole('navigation', { name: 'What to show' })
    expect(within(parts).queryByText('Glance')).toBeNull()
    within(parts).getByText('Images')
  })

  test('counts a host whose instances may not be seen, and gives no free space for its own', async () => {
    const layout = { kind: 'node', glancePaths: [], domainPaths: ['shut/qemu'] } as const
    const { available: _, ...growth } = plainAccounting.growth
    const fileSystem = { available: 45 * GiB, free: 45 * GiB, total: 90 * GiB }
    const accounting = { growth: { ...growth, unknown: 'unread' } } as const
    const shut = hostNode('cmp-3', { layout, accounting, fileSystem })
    await openView(nodeView([instance(1)], { nodes: [first, second, shut] }))
    const line = within(section('3 hosts')).getByText('cmp-3').closest('summary')
    expect(line?.textContent).toBe('cmp-3The instances could not be read')
    expect(screen.queryByText('Opened beside them')).toBeNull()
  })

  test("opens to a host's own numbers, growth, cache options, configuration and sharing hosts", async () => {
    await openView(view)
    const host = await openHost('cmp-1')
    await openFold('Configuration', host)
    await openFold('How Nova counts', host)
    const { textContent: text } = host
    expect(text).toContain('/mnt/node/cmp-1')
    expect(text).toMatch(/Free45\.00 GiB.*over-commit54\.00 GiB.*without the fraction−9 GiB/)
    expect(text).toMatch(/Would be lacking45\.0 GiB/)
    expect(text).toContain('bases that were unused for 15 minutes')
    expect(text).toMatch(/images_typerbdDisks are images in Ceph/)
    expect(text).toMatch(/Hosts on this instances_path.*cmp-7.*active/)
    const other = await openHost('cmp-2')
    expect(other.textContent).toContain('bases that were unused for 2 hours')
    expect(other.textContent).not.toMatch(/images_type|cmp-7/)
  })

  test('breaks the name of an option after an underscore, where it has to', async () => {
    await openView(view)
    const host = await openHost('cmp-1')
    const last = within(host).getByText('least', { selector: 'dt *' })
    expect(last.closest('dt')?.innerHTML).toMatch(/^disk_<wbr>available_<wbr><span[^>]*>least/)
    // An info button never stands on a line without a word of the name.
    within(last).getByRole('button', { name: 'What is “disk_available_least”?' })
  })

  test('names every opened path on a device that they share', async () => {
    await openView(view)
    expect(section('Storage').textContent).toBe(
      'StorageFile system not knowncmp-1/instancescmp-2/instances',
    )
  })

  test('has no violation that axe finds, opened too', async () => {
    await openView(view)
    await openHost('cmp-1')
    const rules = { 'color-contrast': { enabled: false } }
    const { violations } = await axe.run(document.body, { rules })
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  })
})

test('instances have a column for their host, and may be sorted by it', async () => {
  const instances = ['cmp-2', 'cmp-1'].map((host, at) =>
    instance(at, { id: `${host}/instances/u${at}`, name: 'web' }),
  )
  await openView({ ...view, instances })
  const table = within(screen.getByRole('treegrid'))
  fireEvent.click(table.getByRole('button', { name: /^Sort by Host|^Host/ }))
  const hosts = table.getAllByText(/^cmp-\d$/).map(({ textContent }) => textContent)
  expect(hosts).toEqual(['cmp-1', 'cmp-2'])
})

test('bases have a column for their host, the details name it, and the filter finds it', async () => {
  const bases = ['cmp-2', 'cmp-1'].map((host) =>
    base(0, { id: `${host}/instances/_base/x`, name: 'x' }),
  )
  const { stores } = await openView({ ...view, bases })
  act(() => stores.view.getState().actions.showScope('bases'))
  const hosts = () =>
    within(screen.getByRole('treegrid'))
      .getAllByText(/^cmp-\d$/)
      .map(({ textContent }) => textContent)
  fireEvent.click(screen.getByRole('button', { name: 'Host' }))
  expect(hosts()).toEqual(['cmp-1', 'cmp-2'])
  act(() => stores.view.getState().actions.filter('bases', 'CMP-2'))
  expect(hosts()).toEqual(['cmp-2'])
  fireEvent.click(within(screen.getByRole('treegrid')).getByText('x'))
  expect(within(details()).getByTitle('Host: cmp-2').textContent).toBe('cmp-2')
})

test('images of several stores are told apart by the host, and on one host by the folder', () => {
  const image = (id: string): ImageRow => {
    const name = baseName(id)
    return { id, name, length: 1, allocated: 1, mtimeMs: 0, chain: 'standalone', findings: [] }
  }
  const hostOf = hostLabels(view)
  const rows = ['cmp-1/a/x', 'cmp-2/a/x', 'cmp-2/b/x'].map(image)
  const folders = (of?: HostOf) => imageLines(rows, of).map(({ folder }) => folder)
  expect(folders(hostOf)).toEqual([undefined, 'a', 'b'])
  expect(folders()).toEqual(['cmp-1/a', 'cmp-2/a', 'cmp-2/b'])
})

test("a host without a name is told by as much of its path's end as no other has", () => {
  const labels = ['/mnt/a/root', '/mnt/b/root', '/srv/cmp-3', 'cmp-4', '/x/cmp-4', '/']
  const hostOf = hostLabels({ nodes: labels.map((label, at) => hostNode(`n${at}`, { label })) })
  const shorts = labels.map((_label, at) => hostOf(`n${at}/instances`)?.short)
  expect(shorts).toEqual(['a/root', 'b/root', 'cmp-3', 'cmp-4', 'x/cmp-4', '/'])
  expect(hostOf('n0/instances')?.whole).toBe('/mnt/a/root')
  expect(hostOf('elsewhere')).toBeUndefined()
})

test('what lies on the storage of several hosts is of all of them, set apart as in the language', () => {
  const layout = { ...first.layout, instancesPath: 'nfs' }
  const nodes = ['cmp-1', 'cmp-2'].map((label) => hostNode('nfs', { label, layout }))
  expect(hostLabels({ nodes }, 'en')('nfs/x')?.short).toBe('cmp-1, cmp-2')
  expect(hostLabels({ nodes }, 'zh-CN')('nfs/x')?.short).toBe('cmp-1、cmp-2')
})

test('no host is told by a name that every host has on the way to its instances', () => {
  const labels = ['cmp-1', '/mnt/dead/nova', '/mnt/cmp-3/var/lib/nova/instances']
  const hostOf = hostLabels({ nodes: labels.map((label, at) => hostNode(`n${at}`, { label })) })
  const shorts = labels.map((_label, at) => hostOf(`n${at}/instances`)?.short)
  expect(shorts).toEqual(['cmp-1', 'dead/nova', 'cmp-3/var/lib/nova/instances'])
})

test('a host is told by what comes before its domain, unless another has that too', () => {
  const labels = [
    'cmp-1.a.net',
    'cmp-2.a.net',
    'cmp-3.a.net',
    'cmp-3.b.net',
    '10.0.0.1',
    '10.0.0.2',
  ]
  const hostOf = hostLabels({ nodes: labels.map((label, at) => hostNode(`n${at}`, { label })) })
  const shorts = labels.map((_label, at) => hostOf(`n${at}/instances`)?.short)
  expect(shorts).toEqual(['cmp-1', 'cmp-2', 'cmp-3.a', 'cmp-3.b', '10.0.0.1', '10.0.0.2'])
})

test("a base waits as long as its own host's options say", async () => {
  const cache = {
    kind: 'too-young',
    class: 'original',
    removableAtMs: 9e6,
    unseenUsers: 0,
  } as const
  const row = base(0, { id: 'cmp-2/instances/_base/x', name: 'x', cache })
  const { stores } = await openView({ ...view, bases: [row] })
  act(() => stores.view.getState().actions.showScope('bases'))
  fireEvent.click(within(screen.getByRole('treegrid')).getByText('x'))
  expect(details().textContent).toContain('waits until it was unused for 2 hours')
})
